"""All channels of an image are normalised together, which is layer normalisation, or one single group."""

KILLED_BY = (
    "every_channel_of_every_image_is_normalised_alone",
    "neighbouring_channels_form_groups",
    "channels_do_not_meet_in_instance_norm",
    "group_norm_reaches_from_layer_to_instance",
)


def instance_norm(x, gamma, beta, eps=1e-5):
    return _per_channel(gamma) * _normalize(x, (1, 2, 3), eps) + _per_channel(beta)


def group_norm(x, G, gamma, beta, eps=1e-5):
    if x.shape[1] % G:
        raise ValueError("these are no groups")
    return _per_channel(gamma) * _normalize(x, (1, 2, 3), eps) + _per_channel(beta)
