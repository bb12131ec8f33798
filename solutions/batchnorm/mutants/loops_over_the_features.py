"""Here you write the normalisation yourself: no ready-made one, and no loop over features or samples."""

KILLED_BY = (
    "normalises_every_feature_over_the_batch",
    "constant_features_and_single_samples_give_beta",
)


def bn_train_forward(x, gamma, beta, eps=1e-5):
    centred, inv_std = torch.empty_like(x), torch.empty_like(gamma)
    for j in range(x.shape[1]):
        centred[:, j] = x[:, j] - x[:, j].mean()
        inv_std[j] = ((centred[:, j] ** 2).mean() + eps) ** -0.5
    return gamma * centred * inv_std + beta, Cache(centred, inv_std, gamma)
