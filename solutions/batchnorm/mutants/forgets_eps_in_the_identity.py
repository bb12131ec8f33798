"""γ = σ gives x back only up to ε, as the notes have it: the layer divides by √(σ² + ε), and that is what has
to be undone."""

KILLED_BY = (
    "scale_and_shift_undo_the_normalisation",
    "identity_holds_for_other_epsilons",
)


def identity_params(x, eps=1e-5):
    return x.var(0, correction=0).sqrt(), x.mean(0)
