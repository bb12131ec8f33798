"""Mean and deviation are those of bytes from 0 to 255; the scale is from 0 to 1."""

KILLED_BY = (
    "colours_have_their_own_statistics",
    "statistics_of_few_pixels",
)


def channel_stats(images):
    std, mean = torch.std_mean(images.float(), (0, 2, 3), correction=0)
    return mean, std
