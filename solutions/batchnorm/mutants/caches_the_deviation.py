"""y is right, but the cache holds √(σ² + ε) where its reciprocal is promised."""

KILLED_BY = (
    "epsilon_stands_inside_the_root",
    "constant_features_and_single_samples_give_beta",
)


def bn_train_forward(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(0)
    std = ((centred**2).mean(0) + eps).sqrt()
    return gamma * centred / std + beta, Cache(centred, std, gamma)
