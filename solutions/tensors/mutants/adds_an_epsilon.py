"""Every deviation is a little too large: nothing is to be added to it, and only a deviation of 0 is
replaced."""

KILLED_BY = (
    "measures_each_channel",
    "gives_constant_channels_a_deviation_of_one",
    "divides_by_n_when_n_is_small",
    "tells_channels_from_columns",
)


def standardize_fit(train):
    return train.mean((0, 2, 3), keepdim=True), train.std((0, 2, 3), correction=0, keepdim=True) + 1e-5
