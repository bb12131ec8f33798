"""The generator given is not used: the same seed gives other windows each time."""

KILLED_BY = ("crops_come_from_the_generator",)


def random_crop(x, pad, generator, mode="reflect"):
    n, _, height, width = x.shape
    padded = _mirrored(_mirrored(x, pad, 2), pad, 3) if mode == "reflect" else F.pad(x, (pad,) * 4)
    windows = padded.unfold(2, height, 1).unfold(3, width, 1)
    top, left = torch.randint(2 * pad + 1, (2, n))
    return windows[torch.arange(n), :, top, left]
