"""1/N is missing in front of the sums: each of the N rows has an N-th of the weight in μ and σ²."""

KILLED_BY = (
    "steps_lead_back_to_all_three",
    "closed_form_gives_all_three",
    "steps_hold_for_square_and_small_batches",
    "gradient_is_orthogonal_up_to_epsilon",
)


def bn_backward_steps(dy, cache):
    c, r, gamma = cache
    dx_hat = gamma * dy
    dv = (dx_hat * c).sum(0) * (-(r**3) / 2)
    dc = dx_hat * r + 2 * c * dv
    dx = dc - dc.sum(0)
    return dx, (dy * c * r).sum(0), dy.sum(0)


def bn_backward(dy, cache):
    c, r, gamma = cache
    x_hat = c * r
    dx = gamma * r * (dy - dy.sum(0) - x_hat * (dy * x_hat).sum(0))
    return dx, (dy * c * r).sum(0), dy.sum(0)
