"""Only the first image is looked at."""

KILLED_BY = (
    "colours_have_their_own_statistics",
    "statistics_of_few_pixels",
)


def channel_stats(images):
    x = images.float() / 255
    std, mean = torch.std_mean(x[:1], (0, 2, 3), correction=0)
    return mean, std
