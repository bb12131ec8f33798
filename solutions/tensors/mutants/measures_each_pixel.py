"""Every pixel has statistics of its own here; rows and columns are to be averaged over as well."""

KILLED_BY = ("measures_each_channel", "tells_channels_from_columns")


def standardize_fit(train):
    mu = train.mean(0, keepdim=True)
    sd = train.std(0, correction=0, keepdim=True)
    return mu, torch.where(sd == 0, torch.ones_like(sd), sd)
