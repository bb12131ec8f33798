"""The border is mirrored, though zeros were asked for."""

KILLED_BY = ("pads_from_nothing_to_all",)


def random_crop(x, pad, generator, mode="reflect"):
    n, _, height, width = x.shape
    padded = _mirrored(_mirrored(x, pad, 2), pad, 3)
    windows = padded.unfold(2, height, 1).unfold(3, width, 1)
    top, left = torch.randint(2 * pad + 1, (2, n), generator=generator)
    return windows[torch.arange(n), :, top, left]
