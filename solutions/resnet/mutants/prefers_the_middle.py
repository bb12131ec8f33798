"""Some places are more likely than others: here the middle, as when two dice are added."""

KILLED_BY = ("windows_fall_everywhere_alike",)


def random_crop(x, pad, generator, mode="reflect"):
    n, _, height, width = x.shape
    padded = _mirrored(_mirrored(x, pad, 2), pad, 3) if mode == "reflect" else F.pad(x, (pad,) * 4)
    windows = padded.unfold(2, height, 1).unfold(3, width, 1)
    top, left = (torch.randint(pad + 1, (2, 2, n), generator=generator)).sum(0)
    return windows[torch.arange(n), :, top, left]
