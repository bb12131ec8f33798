"""The variance is too large by N / (N − 1): `torch.var` divides by N − 1 unless told otherwise. The batch is
normalised with the mean of the squares, divided by N; the other one is for the running statistics only."""

KILLED_BY = (
    "normalises_every_feature_over_the_batch",
    "constant_features_and_single_samples_give_beta",
)


def bn_train_forward(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(0)
    inv_std = (x.var(0) + eps) ** -0.5
    return gamma * centred * inv_std + beta, Cache(centred, inv_std, gamma)
