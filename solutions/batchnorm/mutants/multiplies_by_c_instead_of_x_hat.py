"""The last term takes the normalised x̂ twice; you have the centred x in one of the two places."""

KILLED_BY = (
    "closed_form_gives_all_three",
    "gradient_is_orthogonal_up_to_epsilon",
)


def bn_backward(dy, cache):
    c, r, gamma = cache
    dx = gamma * r * (dy - dy.mean(0) - c * (dy * c * r).mean(0))
    return dx, (dy * c * r).sum(0), dy.sum(0)
