"""The result is as large as the image: at the border the kernel has seen zeros. Only places where it fits
count."""

KILLED_BY = ("filters_in_both_modes", "ramps_show_the_signs")


def filter2d(img, name, mode="xcorr"):
    if mode not in ("xcorr", "conv"):
        raise ValueError(f"unknown mode {mode}")
    kernel = img.new_tensor(KERNELS[name])
    kernel = kernel.flip(0, 1) if mode == "conv" else kernel
    return (_windows(img[None, None], 3, 1, 1)[0, 0] * kernel).sum((2, 3))
