"""γ is a deviation, √(σ² + ε), and yours is a variance."""

KILLED_BY = (
    "scale_and_shift_undo_the_normalisation",
    "identity_holds_for_other_epsilons",
)


def identity_params(x, eps=1e-5):
    return x.var(0, correction=0) + eps, x.mean(0)
