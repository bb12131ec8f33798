"""This is the gradient of eval mode, γ dy / √(σ² + ε). In training μ and σ depend on x too: two terms are
missing."""

KILLED_BY = (
    "steps_lead_back_to_all_three",
    "closed_form_gives_all_three",
    "steps_hold_for_square_and_small_batches",
    "gradient_is_orthogonal_up_to_epsilon",
)


def bn_backward_steps(dy, cache):
    c, r, gamma = cache
    dx_hat = gamma * dy
    dx = dx_hat * r
    return dx, (dy * c * r).sum(0), dy.sum(0)


def bn_backward(dy, cache):
    c, r, gamma = cache
    dx = gamma * r * dy
    return dx, (dy * c * r).sum(0), dy.sum(0)
