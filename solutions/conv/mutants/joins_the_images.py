"""The columns of all images stand side by side in one matrix. Keep the batch axis in front."""

KILLED_BY = ("columns_hold_what_the_kernel_sees", "columns_of_square_images")


def im2col(x, kernel_size, stride=1, padding=0):
    return _windows(x, kernel_size, stride, padding).permute(1, 4, 5, 2, 3, 0).flatten(3).flatten(0, 2)
