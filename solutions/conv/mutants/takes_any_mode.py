"""A mode that does not exist is taken for one that does. A ValueError is promised."""

KILLED_BY = ("ramps_show_the_signs",)


def filter2d(img, name, mode="xcorr"):
    kernel = img.new_tensor(KERNELS[name])
    kernel = kernel if mode == "xcorr" else kernel.flip(0, 1)
    return (_windows(img[None, None], 3, 1, 0)[0, 0] * kernel).sum((2, 3))
