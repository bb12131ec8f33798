"""The places are listed column by column of the image. They should come row by row."""

KILLED_BY = ("columns_hold_what_the_kernel_sees", "columns_of_square_images")


def im2col(x, kernel_size, stride=1, padding=0):
    return _windows(x, kernel_size, stride, padding).permute(0, 1, 4, 5, 3, 2).flatten(4).flatten(1, 3)
