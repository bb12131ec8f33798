"""The layer normalises with the biased variance, so that is the one to undo."""

KILLED_BY = (
    "scale_and_shift_undo_the_normalisation",
    "identity_holds_for_other_epsilons",
)


def identity_params(x, eps=1e-5):
    return (x.var(0) + eps).sqrt(), x.mean(0)
