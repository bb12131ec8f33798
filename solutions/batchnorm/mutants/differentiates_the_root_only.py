"""d/dv (v + ε)^(−1/2) is −½ (v + ε)^(−3/2): the third power of r, not the second."""

KILLED_BY = (
    "steps_lead_back_to_all_three",
    "steps_hold_for_square_and_small_batches",
)


def bn_backward_steps(dy, cache):
    c, r, gamma = cache
    dx_hat = gamma * dy
    dv = (dx_hat * c).sum(0) * (-(r**2) / 2)
    dc = dx_hat * r + 2 * c * dv / len(c)
    return dc - dc.mean(0), (dy * c * r).sum(0), dy.sum(0)
