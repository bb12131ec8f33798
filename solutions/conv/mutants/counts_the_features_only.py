"""These are the thirteen convolutions. Most of the numbers are in the three linear layers behind them."""

KILLED_BY = ("vgg_has_138_million", "vgg_is_counted_by_an_integer")


def vgg16_params():
    channels = [3, 64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512]
    return sum(d * (c * 9 + 1) for c, d in pairwise(channels))
