"""Windows move up and down, and never to a side."""

KILLED_BY = (
    "every_image_gets_a_window_of_its_own",
    "bytes_stay_bytes_between_zeros",
    "windows_fall_everywhere_alike",
    "pads_from_nothing_to_all",
)


def random_crop(x, pad, generator, mode="reflect"):
    n, _, height, width = x.shape
    padded = _mirrored(_mirrored(x, pad, 2), pad, 3) if mode == "reflect" else F.pad(x, (pad,) * 4)
    windows = padded.unfold(2, height, 1).unfold(3, width, 1)
    top = torch.randint(2 * pad + 1, (n,), generator=generator)
    left = torch.full((n,), pad)
    return windows[torch.arange(n), :, top, left]
