"""Here W is (in, out), the other way round than in `linear`: the transposition in Wᵀz is already done when
z is a row."""

KILLED_BY = ("tells_square_weights_from_their_transpose",)


def linear_guigue(z, W):
    return z @ W.t()
