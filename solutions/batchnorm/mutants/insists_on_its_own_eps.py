"""Right with the default ε only: use the argument, not a number."""

KILLED_BY = (
    "epsilon_stands_inside_the_root",
    "constant_features_and_single_samples_give_beta",
)


def bn_train_forward(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(0)
    inv_std = ((centred**2).mean(0) + 1e-5) ** -0.5
    return gamma * centred * inv_std + beta, Cache(centred, inv_std, gamma)
