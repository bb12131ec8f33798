"""mean(x²) − mean(x)² is the variance on paper. When the mean is large it subtracts two huge numbers that
agree in most of their digits, and what is left is rounding error."""

KILLED_BY = ("features_far_from_zero_stay_accurate",)


def bn_train_forward(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(0)
    inv_std = ((x**2).mean(0) - x.mean(0) ** 2 + eps) ** -0.5
    return gamma * centred * inv_std + beta, Cache(centred, inv_std, gamma)
