"""The first linear layer is four times too large: five poolings make 7 × 7 of 224 × 224, not 14 × 14."""

KILLED_BY = ("vgg_has_138_million", "vgg_is_counted_by_an_integer")


def vgg16_params():
    channels = [3, 64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512]
    features = [7 * 7 * 512, 4096, 4096, 1000]
    features[0] = 14 * 14 * 512
    return sum(d * (c * 9 + 1) for c, d in pairwise(channels)) + sum(
        o * (i + 1) for i, o in pairwise(features)
    )
