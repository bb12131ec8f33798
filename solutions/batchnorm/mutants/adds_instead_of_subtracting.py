"""The sign of a correction term is wrong: more spread means a *smaller* x̂, a larger mean too."""

KILLED_BY = (
    "steps_lead_back_to_all_three",
    "closed_form_gives_all_three",
    "steps_hold_for_square_and_small_batches",
    "gradient_is_orthogonal_up_to_epsilon",
)


def bn_backward_steps(dy, cache):
    c, r, gamma = cache
    dx_hat = gamma * dy
    dv = (dx_hat * c).sum(0) * (r**3 / 2)
    dc = dx_hat * r + 2 * c * dv / len(c)
    dx = dc - dc.mean(0)
    return dx, (dy * c * r).sum(0), dy.sum(0)


def bn_backward(dy, cache):
    c, r, gamma = cache
    x_hat = c * r
    dx = gamma * r * (dy - dy.mean(0) + x_hat * (dy * x_hat).mean(0))
    return dx, (dy * c * r).sum(0), dy.sum(0)
