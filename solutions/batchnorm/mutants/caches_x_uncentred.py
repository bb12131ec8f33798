"""y is right, but the cache holds x where x − μ is promised."""

KILLED_BY = ("epsilon_stands_inside_the_root",)


def bn_train_forward(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(0)
    inv_std = ((centred**2).mean(0) + eps) ** -0.5
    return gamma * centred * inv_std + beta, Cache(x, inv_std, gamma)
