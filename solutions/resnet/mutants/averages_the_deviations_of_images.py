"""The deviation of each image is taken and then averaged. The images differ in brightness too: take all pixels
of a colour together."""

KILLED_BY = (
    "colours_have_their_own_statistics",
    "statistics_of_few_pixels",
)


def channel_stats(images):
    x = images.float() / 255
    return x.mean((0, 2, 3)), x.std((2, 3), correction=0).mean(0)
