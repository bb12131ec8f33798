"""Both modes give the true convolution: xcorr takes the kernel as it stands."""

KILLED_BY = ("filters_in_both_modes", "ramps_show_the_signs")


def filter2d(img, name, mode="xcorr"):
    if mode not in ("xcorr", "conv"):
        raise ValueError(f"unknown mode {mode}")
    kernel = img.new_tensor(KERNELS[name])
    return (_windows(img[None, None], 3, 1, 0)[0, 0] * kernel.flip(0, 1)).sum((2, 3))
