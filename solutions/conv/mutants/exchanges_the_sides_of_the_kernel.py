"""Height and width of the kernel are exchanged: a kernel size (h, w) has h rows."""

KILLED_BY = ("columns_hold_what_the_kernel_sees", "columns_of_square_images")


def im2col(x, kernel_size, stride=1, padding=0):
    h, w = pair(kernel_size)
    return _windows(x, (w, h), stride, padding).permute(0, 1, 4, 5, 2, 3).flatten(4).flatten(1, 3)
