"""One mean and one variance for the whole batch: every feature needs its own."""

KILLED_BY = (
    "normalises_every_feature_over_the_batch",
    "constant_features_and_single_samples_give_beta",
)


def bn_train_forward(x, gamma, beta, eps=1e-5):
    centred = x - x.mean()
    inv_std = ((centred**2).mean() + eps) ** -0.5 * torch.ones_like(gamma)
    return gamma * centred * inv_std + beta, Cache(centred, inv_std, gamma)
