"""Each sample is normalised over its features. That is layer normalisation; here each feature is normalised
over the samples, axis 0."""

KILLED_BY = (
    "normalises_every_feature_over_the_batch",
    "constant_features_and_single_samples_give_beta",
)


def bn_train_forward(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(1, keepdim=True)
    inv_std = ((centred**2).mean(1, keepdim=True) + eps) ** -0.5
    return gamma * centred * inv_std + beta, Cache(centred, inv_std, gamma)
