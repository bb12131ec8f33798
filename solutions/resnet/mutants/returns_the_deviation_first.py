"""Mean and deviation are in the wrong order."""

KILLED_BY = (
    "colours_have_their_own_statistics",
    "statistics_of_few_pixels",
)


def channel_stats(images):
    x = images.float() / 255
    return torch.std_mean(x, (0, 2, 3), correction=0)
