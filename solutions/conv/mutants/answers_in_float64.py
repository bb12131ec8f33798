"""A float32 image came back as float64: cast the kernel to the dtype of the image."""

KILLED_BY = ("ramps_show_the_signs",)


def filter2d(img, name, mode="xcorr"):
    if mode not in ("xcorr", "conv"):
        raise ValueError(f"unknown mode {mode}")
    kernel = img.new_tensor(KERNELS[name])
    kernel = kernel.double().flip(0, 1) if mode == "conv" else kernel.double()
    return (_windows(img[None, None], 3, 1, 0)[0, 0] * kernel).sum((2, 3))
