"""γ and β belong to features: mean and variance over the batch, axis 0."""

KILLED_BY = (
    "scale_and_shift_undo_the_normalisation",
    "identity_holds_for_other_epsilons",
)


def identity_params(x, eps=1e-5):
    return (x.var(1, correction=0) + eps).sqrt(), x.mean(1)
