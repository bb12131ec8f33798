"""For the true convolution the kernel is transposed. It should be turned by 180 degrees."""

KILLED_BY = ("filters_in_both_modes", "ramps_show_the_signs")


def filter2d(img, name, mode="xcorr"):
    if mode not in ("xcorr", "conv"):
        raise ValueError(f"unknown mode {mode}")
    kernel = img.new_tensor(KERNELS[name])
    kernel = kernel.t() if mode == "conv" else kernel
    return (_windows(img[None, None], 3, 1, 0)[0, 0] * kernel).sum((2, 3))
