"""What the kernel sees stands in rows: the result is the transpose of what was promised."""

KILLED_BY = ("columns_hold_what_the_kernel_sees", "columns_of_square_images")


def im2col(x, kernel_size, stride=1, padding=0):
    return _windows(x, kernel_size, stride, padding).permute(0, 2, 3, 1, 4, 5).flatten(3).flatten(1, 2)
