"""The deviation is divided by one less than the number of pixels; the definition here divides by the number."""

KILLED_BY = (
    "colours_have_their_own_statistics",
    "statistics_of_few_pixels",
)


def channel_stats(images):
    x = images.float() / 255
    std, mean = torch.std_mean(x, (0, 2, 3))
    return mean, std
