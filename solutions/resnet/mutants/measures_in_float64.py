"""The results are float64; float32 is asked for."""

KILLED_BY = (
    "colours_have_their_own_statistics",
    "statistics_of_few_pixels",
)


def channel_stats(images):
    std, mean = torch.std_mean(images.double() / 255, (0, 2, 3), correction=0)
    return mean, std
