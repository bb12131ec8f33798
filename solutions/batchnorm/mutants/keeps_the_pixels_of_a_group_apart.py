"""Only the channels of a group are averaged: its rows and columns belong to it too."""

KILLED_BY = (
    "neighbouring_channels_form_groups",
    "group_norm_reaches_from_layer_to_instance",
)


def group_norm(x, G, gamma, beta, eps=1e-5):
    if x.shape[1] % G:
        raise ValueError("these are no groups")
    x_hat = _normalize(x.unflatten(1, (G, -1)), (2,), eps).view(x.shape)
    return _per_channel(gamma) * x_hat + _per_channel(beta)
