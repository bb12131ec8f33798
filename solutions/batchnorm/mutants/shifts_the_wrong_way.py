"""β gives the mean back: its sign is wrong."""

KILLED_BY = (
    "scale_and_shift_undo_the_normalisation",
    "identity_holds_for_other_epsilons",
)


def identity_params(x, eps=1e-5):
    return (x.var(0, correction=0) + eps).sqrt(), -x.mean(0)
