"""The second number is a variance: its root is missing."""

KILLED_BY = (
    "colours_have_their_own_statistics",
    "statistics_of_few_pixels",
)


def channel_stats(images):
    x = images.float() / 255
    var, mean = torch.var_mean(x, (0, 2, 3), correction=0)
    return mean, var
