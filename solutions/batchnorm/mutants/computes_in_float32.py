"""The result has the digits of float32, or its dtype, though x is float64: nothing here needs `.float()`."""

KILLED_BY = (
    "normalises_every_feature_over_the_batch",
    "every_sample_is_normalised_alone",
    "constant_features_and_single_samples_give_beta",
    "samples_do_not_meet_in_layer_norm",
)


def bn_train_forward(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(0)
    inv_std = ((centred**2).mean(0).float() + eps) ** -0.5
    return gamma * centred * inv_std + beta, Cache(centred, inv_std, gamma)


def layer_norm(x, gamma, beta, eps=1e-5):
    var, mean = torch.var_mean(x, 1, correction=0, keepdim=True)
    return gamma * (x - mean) * (var.float() + eps) ** -0.5 + beta
