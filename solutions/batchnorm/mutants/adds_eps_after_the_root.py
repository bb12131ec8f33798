"""ε is under the root of the layer, so it is under the root here."""

KILLED_BY = (
    "scale_and_shift_undo_the_normalisation",
    "identity_holds_for_other_epsilons",
)


def identity_params(x, eps=1e-5):
    return x.var(0, correction=0).sqrt() + eps, x.mean(0)
