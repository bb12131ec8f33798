"""γ and β are missing."""

KILLED_BY = (
    "every_sample_is_normalised_alone",
    "every_channel_of_every_image_is_normalised_alone",
    "neighbouring_channels_form_groups",
    "samples_do_not_meet_in_layer_norm",
    "channels_do_not_meet_in_instance_norm",
    "group_norm_reaches_from_layer_to_instance",
)


def layer_norm(x, gamma, beta, eps=1e-5):
    return _normalize(x, (1,), eps)


def instance_norm(x, gamma, beta, eps=1e-5):
    return _normalize(x, (2, 3), eps)


def group_norm(x, G, gamma, beta, eps=1e-5):
    if x.shape[1] % G:
        raise ValueError("these are no groups")
    return _normalize(x.unflatten(1, (G, -1)), (2, 3, 4), eps).view(x.shape)
