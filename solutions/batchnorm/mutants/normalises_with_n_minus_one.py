"""These normalisations use the biased variance, too: `torch.var` and `torch.std` divide by one less unless
told otherwise."""

KILLED_BY = (
    "every_sample_is_normalised_alone",
    "every_channel_of_every_image_is_normalised_alone",
    "neighbouring_channels_form_groups",
    "samples_do_not_meet_in_layer_norm",
    "channels_do_not_meet_in_instance_norm",
    "group_norm_reaches_from_layer_to_instance",
)


def _unbiased(x, axes, eps):
    var, mean = torch.var_mean(x, axes, keepdim=True)
    return (x - mean) / (var + eps).sqrt()


def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * _unbiased(x, (1,), eps) + beta


def instance_norm(x, gamma, beta, eps=1e-5):
    return _per_channel(gamma) * _unbiased(x, (2, 3), eps) + _per_channel(beta)


def group_norm(x, G, gamma, beta, eps=1e-5):
    if x.shape[1] % G:
        raise ValueError("these are no groups")
    x_hat = _unbiased(x.unflatten(1, (G, -1)), (2, 3, 4), eps).view(x.shape)
    return _per_channel(gamma) * x_hat + _per_channel(beta)
