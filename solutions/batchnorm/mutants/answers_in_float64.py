"""The result is float64 though x is float32: a tensor made inside has a dtype of its own."""

KILLED_BY = ("constant_features_and_single_samples_give_beta",)


def bn_train_forward(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(0)
    inv_std = ((centred**2).mean(0) + torch.full_like(gamma, eps, dtype=torch.float64)) ** -0.5
    return gamma * centred * inv_std + beta, Cache(centred, inv_std, gamma)
