"""The ratio to the right deviation is √(n / (n − 1)): that is the sample deviation, which std computes
unless told otherwise."""

KILLED_BY = (
    "measures_each_channel",
    "gives_constant_channels_a_deviation_of_one",
    "divides_by_n_when_n_is_small",
    "tells_channels_from_columns",
)


def standardize_fit(train):
    mu = train.mean((0, 2, 3), keepdim=True)
    sd = train.std((0, 2, 3), keepdim=True)
    return mu, torch.where(sd == 0, torch.ones_like(sd), sd)
