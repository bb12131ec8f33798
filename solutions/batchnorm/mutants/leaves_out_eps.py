"""ε is missing: where the variance is small the result is too large, and where it is 0 it is NaN."""

KILLED_BY = (
    "normalises_every_feature_over_the_batch",
    "constant_features_and_single_samples_give_beta",
)


def bn_train_forward(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(0)
    inv_std = (centred**2).mean(0) ** -0.5
    return gamma * centred * inv_std + beta, Cache(centred, inv_std, gamma)
