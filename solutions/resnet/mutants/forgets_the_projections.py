"""The first block of every stage has a convolution in its shortcut."""

KILLED_BY = (
    "resnet50_has_25_million",
    "count_is_an_integer",
)


def resnet50_param_count():
    def convolution(c_in, c_out, kernel):
        return c_in * c_out * kernel**2 + 2 * c_out

    count, c_in = convolution(3, 64, 7), 64
    for c_mid, blocks in ((64, 3), (128, 4), (256, 6), (512, 3)):
        c_out = 4 * c_mid
        for _ in range(blocks):
            count += convolution(c_in, c_mid, 1) + convolution(c_mid, c_mid, 3) + convolution(c_mid, c_out, 1)
            c_in = c_out
    return count + c_in * 1000 + 1000
