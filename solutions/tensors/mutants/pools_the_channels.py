"""All channels share one mean: each channel needs its own, over all images and all pixels."""

KILLED_BY = ("measures_each_channel", "tells_channels_from_columns")


def standardize_fit(train):
    mu = train.mean().expand(1, train.shape[1], 1, 1)
    sd = train.std(correction=0).expand(1, train.shape[1], 1, 1)
    return mu, torch.where(sd == 0, torch.ones_like(sd), sd)
