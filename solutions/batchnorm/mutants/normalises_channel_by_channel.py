"""Every channel has its own statistics, whatever G is: normalise the C/G channels of a group together."""

KILLED_BY = (
    "neighbouring_channels_form_groups",
    "group_norm_reaches_from_layer_to_instance",
)


def group_norm(x, G, gamma, beta, eps=1e-5):
    if x.shape[1] % G:
        raise ValueError("these are no groups")
    return _per_channel(gamma) * _normalize(x, (2, 3), eps) + _per_channel(beta)
