"""The statistics belong to the last axis: in (N, C, H, W) the channels are axis 1."""

KILLED_BY = ("tells_channels_from_columns",)


def standardize_fit(train):
    mu = train.mean((0, 1, 2), keepdim=True).transpose(1, 3)
    sd = train.std((0, 1, 2), correction=0, keepdim=True).transpose(1, 3)
    return mu, torch.where(sd == 0, torch.ones_like(sd), sd)
