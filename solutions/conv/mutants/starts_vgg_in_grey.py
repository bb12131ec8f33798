"""The first convolution has a single input channel. Colour images have three."""

KILLED_BY = ("vgg_has_138_million", "vgg_is_counted_by_an_integer")


def vgg16_params():
    channels = [3, 64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512]
    features = [7 * 7 * 512, 4096, 4096, 1000]
    channels[0] = 1
    return sum(d * (c * 9 + 1) for c, d in pairwise(channels)) + sum(
        o * (i + 1) for i, o in pairwise(features)
    )
