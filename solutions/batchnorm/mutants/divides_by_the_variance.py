"""Divided by σ² instead of σ: the result should have unit variance, and now it has 1/σ². (The notes call σ²
the standard deviation in one place; it is the variance.)"""

KILLED_BY = (
    "normalises_every_feature_over_the_batch",
    "constant_features_and_single_samples_give_beta",
)


def bn_train_forward(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(0)
    inv_std = 1 / ((centred**2).mean(0) + eps)
    return gamma * centred * inv_std + beta, Cache(centred, inv_std, gamma)
