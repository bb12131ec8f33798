"""1 / √(σ² + ε) would normalise once more; γ has to multiply the deviation back in."""

KILLED_BY = (
    "scale_and_shift_undo_the_normalisation",
    "identity_holds_for_other_epsilons",
)


def identity_params(x, eps=1e-5):
    return (x.var(0, correction=0) + eps) ** -0.5, x.mean(0)
