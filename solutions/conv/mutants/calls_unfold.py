"""PyTorch did the work."""

KILLED_BY = ("columns_hold_what_the_kernel_sees", "columns_of_square_images")


def im2col(x, kernel_size, stride=1, padding=0):
    return F.unfold(x, kernel_size, padding=padding, stride=stride)
