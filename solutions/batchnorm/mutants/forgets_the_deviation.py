"""dx lacks the factor 1 / √(σ² + ε) in front: a change of x is divided by the deviation before it reaches x̂."""

KILLED_BY = (
    "closed_form_gives_all_three",
    "gradient_is_orthogonal_up_to_epsilon",
)


def bn_backward(dy, cache):
    c, r, gamma = cache
    dx = gamma * (dy - dy.mean(0) - c * r * (dy * c * r).mean(0))
    return dx, (dy * c * r).sum(0), dy.sum(0)
