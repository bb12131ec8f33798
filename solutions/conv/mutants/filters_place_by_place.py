"""The places are visited one after the other: let one operation look at all windows at once."""

KILLED_BY = ("filters_all_places_at_once",)


def filter2d(img, name, mode="xcorr"):
    if mode not in ("xcorr", "conv"):
        raise ValueError(f"unknown mode {mode}")
    kernel = img.new_tensor(KERNELS[name])
    kernel = kernel.flip(0, 1) if mode == "conv" else kernel
    y = img.new_zeros(img.shape[0] - 2, img.shape[1] - 2)
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = (img[i : i + 3, j : j + 3] * kernel).sum()
    return y
