"""Where the formulas say x̂ you have x − μ: the cache keeps it centred, but not yet divided."""

KILLED_BY = (
    "closed_form_gives_all_three",
    "gradient_across_the_scales",
    "gradient_is_orthogonal_up_to_epsilon",
)


def bn_backward(dy, cache):
    c, r, gamma = cache
    dx = gamma * r * (dy - dy.mean(0) - c * (dy * c).mean(0))
    return dx, (dy * c).sum(0), dy.sum(0)
