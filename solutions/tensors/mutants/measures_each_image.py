"""Every image has statistics of its own here; the training set as a whole should have one pair per channel."""

KILLED_BY = ("measures_each_channel", "tells_channels_from_columns")


def standardize_fit(train):
    mu = train.mean((2, 3), keepdim=True)
    sd = train.std((2, 3), correction=0, keepdim=True)
    return mu, torch.where(sd == 0, torch.ones_like(sd), sd)
