"""The results have shape (1, 3, 1, 1), and (3,) is asked for."""

KILLED_BY = (
    "colours_have_their_own_statistics",
    "statistics_of_few_pixels",
)


def channel_stats(images):
    x = images.float() / 255
    std, mean = torch.std_mean(x, (0, 2, 3), correction=0, keepdim=True)
    return mean, std
