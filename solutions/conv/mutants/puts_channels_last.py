"""Within a column the channel varies fastest. It should vary slowest: all of channel 0, row by row, then
channel 1."""

KILLED_BY = ("columns_hold_what_the_kernel_sees", "columns_of_square_images")


def im2col(x, kernel_size, stride=1, padding=0):
    return _windows(x, kernel_size, stride, padding).permute(0, 4, 5, 1, 2, 3).flatten(4).flatten(1, 3)
