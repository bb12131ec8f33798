"""Both modes give the cross-correlation: for a true convolution the kernel is turned first."""

KILLED_BY = ("filters_in_both_modes",)


def filter2d(img, name, mode="xcorr"):
    if mode not in ("xcorr", "conv"):
        raise ValueError(f"unknown mode {mode}")
    kernel = img.new_tensor(KERNELS[name])
    return (_windows(img[None, None], 3, 1, 0)[0, 0] * kernel).sum((2, 3))
