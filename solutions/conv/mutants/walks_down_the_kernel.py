"""Within a channel the kernel is read column by column: the column within the kernel should vary fastest."""

KILLED_BY = ("columns_hold_what_the_kernel_sees", "columns_of_square_images")


def im2col(x, kernel_size, stride=1, padding=0):
    return _windows(x, kernel_size, stride, padding).permute(0, 1, 5, 4, 2, 3).flatten(4).flatten(1, 3)
