"""A number of groups that does not divide the channels is to be refused with a ValueError."""

KILLED_BY = (
    "neighbouring_channels_form_groups",
    "group_norm_reaches_from_layer_to_instance",
)


def group_norm(x, G, gamma, beta, eps=1e-5):
    size = max(x.shape[1] // G, 1)
    x_hat = torch.cat([_normalize(part, (1, 2, 3), eps) for part in x.split(size, 1)], 1)
    return _per_channel(gamma) * x_hat + _per_channel(beta)
