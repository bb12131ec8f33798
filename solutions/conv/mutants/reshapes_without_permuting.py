"""The shape is right and the numbers are shuffled: a reshape keeps them in memory order, and here axes must
change places first."""

KILLED_BY = ("columns_hold_what_the_kernel_sees", "columns_of_square_images")


def im2col(x, kernel_size, stride=1, padding=0):
    windows = _windows(x, kernel_size, stride, padding)
    N, C, tall, wide, h, w = windows.shape
    return windows.reshape(N, C * h * w, tall * wide)
