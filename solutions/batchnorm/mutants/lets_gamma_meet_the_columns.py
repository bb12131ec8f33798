"""γ and β meet the last axis; they belong to the channels and need the shape (1, C, 1, 1)."""

KILLED_BY = (
    "every_channel_of_every_image_is_normalised_alone",
    "neighbouring_channels_form_groups",
    "channels_do_not_meet_in_instance_norm",
    "group_norm_reaches_from_layer_to_instance",
)


def instance_norm(x, gamma, beta, eps=1e-5):
    return gamma * _normalize(x, (2, 3), eps) + beta


def group_norm(x, G, gamma, beta, eps=1e-5):
    if x.shape[1] % G:
        raise ValueError("these are no groups")
    return gamma * _normalize(x.unflatten(1, (G, -1)), (2, 3, 4), eps).view(x.shape) + beta
