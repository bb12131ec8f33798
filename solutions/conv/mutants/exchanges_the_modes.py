"""The modes are exchanged: conv is the one that turns the kernel."""

KILLED_BY = ("filters_in_both_modes", "ramps_show_the_signs")


def filter2d(img, name, mode="xcorr"):
    if mode not in ("xcorr", "conv"):
        raise ValueError(f"unknown mode {mode}")
    kernel = img.new_tensor(KERNELS[name])
    kernel = kernel.flip(0, 1) if mode == "xcorr" else kernel
    return (_windows(img[None, None], 3, 1, 0)[0, 0] * kernel).sum((2, 3))
