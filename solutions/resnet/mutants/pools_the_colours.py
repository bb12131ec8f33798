"""All three colours have the same statistics: they were taken together."""

KILLED_BY = (
    "colours_have_their_own_statistics",
    "statistics_of_few_pixels",
)


def channel_stats(images):
    x = images.float() / 255
    std, mean = torch.std_mean(x, correction=0)
    return mean.expand(3).clone(), std.expand(3).clone()
