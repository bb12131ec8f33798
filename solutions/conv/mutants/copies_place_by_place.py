"""The places are visited one after the other."""

KILLED_BY = ("columns_hold_what_the_kernel_sees", "columns_of_square_images")


def im2col(x, kernel_size, stride=1, padding=0):
    windows = _windows(x, kernel_size, stride, padding)
    _, _, tall, wide, _, _ = windows.shape
    return torch.stack([windows[:, :, i, j].flatten(1) for i in range(tall) for j in range(wide)], dim=2)
