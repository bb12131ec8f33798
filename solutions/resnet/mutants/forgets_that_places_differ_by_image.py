"""Every other image is cut where the one before it was: each needs its own draw."""

KILLED_BY = ("windows_fall_everywhere_alike",)


def random_crop(x, pad, generator, mode="reflect"):
    n, _, height, width = x.shape
    padded = _mirrored(_mirrored(x, pad, 2), pad, 3) if mode == "reflect" else F.pad(x, (pad,) * 4)
    windows = padded.unfold(2, height, 1).unfold(3, width, 1)
    top, left = torch.randint(2 * pad + 1, (2, n // 2 + 1), generator=generator).repeat_interleave(2, 1)[
        :, :n
    ]
    return windows[torch.arange(n), :, top, left]
