"""These are statistics of some well-known data set, and not of the images given."""

KILLED_BY = (
    "colours_have_their_own_statistics",
    "statistics_of_few_pixels",
)


def channel_stats(images):
    return torch.tensor([0.4914, 0.4822, 0.4465]), torch.tensor([0.2470, 0.2435, 0.2616])
