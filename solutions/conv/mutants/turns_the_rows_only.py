"""For the true convolution the kernel is mirrored from left to right only. Turning by 180 degrees also puts the top
at the bottom."""

KILLED_BY = ("filters_in_both_modes",)


def filter2d(img, name, mode="xcorr"):
    if mode not in ("xcorr", "conv"):
        raise ValueError(f"unknown mode {mode}")
    kernel = img.new_tensor(KERNELS[name])
    kernel = kernel.flip(1) if mode == "conv" else kernel
    return (_windows(img[None, None], 3, 1, 0)[0, 0] * kernel).sum((2, 3))
