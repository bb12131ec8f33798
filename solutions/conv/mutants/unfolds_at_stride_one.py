"""There is a column for every pixel the kernel could start at: the stride has no effect."""

KILLED_BY = ("columns_hold_what_the_kernel_sees", "columns_of_square_images")


def im2col(x, kernel_size, stride=1, padding=0):
    return _windows(x, kernel_size, 1, padding).permute(0, 1, 4, 5, 2, 3).flatten(4).flatten(1, 3)
