"""The deviation is the root of the mean square: the mean has to be subtracted first."""

KILLED_BY = (
    "colours_have_their_own_statistics",
    "statistics_of_few_pixels",
)


def channel_stats(images):
    x = images.float() / 255
    return x.mean((0, 2, 3)), x.square().mean((0, 2, 3)).sqrt()
