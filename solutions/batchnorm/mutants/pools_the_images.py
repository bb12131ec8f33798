"""The statistics run over the images too: that is batch normalisation, and the other images of the batch must
not matter here."""

KILLED_BY = (
    "every_channel_of_every_image_is_normalised_alone",
    "neighbouring_channels_form_groups",
    "channels_do_not_meet_in_instance_norm",
    "group_norm_reaches_from_layer_to_instance",
)


def instance_norm(x, gamma, beta, eps=1e-5):
    return _per_channel(gamma) * _normalize(x, (0, 2, 3), eps) + _per_channel(beta)


def group_norm(x, G, gamma, beta, eps=1e-5):
    if x.shape[1] % G:
        raise ValueError("these are no groups")
    x_hat = _normalize(x.unflatten(1, (G, -1)), (0, 2, 3, 4), eps).view(x.shape)
    return _per_channel(gamma) * x_hat + _per_channel(beta)
