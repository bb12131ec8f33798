"""dx is not orthogonal to x̂: σ depends on x as well. The term with Σ dy x̂ is missing."""

KILLED_BY = (
    "steps_lead_back_to_all_three",
    "closed_form_gives_all_three",
    "steps_hold_for_square_and_small_batches",
    "gradient_is_orthogonal_up_to_epsilon",
)


def bn_backward_steps(dy, cache):
    c, r, gamma = cache
    dx_hat = gamma * dy
    dc = dx_hat * r
    dx = dc - dc.mean(0)
    return dx, (dy * c * r).sum(0), dy.sum(0)


def bn_backward(dy, cache):
    c, r, gamma = cache
    dx = gamma * r * (dy - dy.mean(0))
    return dx, (dy * c * r).sum(0), dy.sum(0)
