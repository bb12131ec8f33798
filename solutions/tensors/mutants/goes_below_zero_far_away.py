"""Far from the origin ‖x‖² + ‖y‖² and 2⟨x, y⟩ agree in almost all their digits, and what is left of their
difference can be below zero. No squared distance is."""

KILLED_BY = ("stays_at_or_above_zero_far_away",)


def pairwise_sq_dists(X, Y):
    return (X * X).sum(1, keepdim=True) + (Y * Y).sum(1) - 2 * X @ Y.t()
