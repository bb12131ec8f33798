"""All images of a batch are cut at the same place: each needs its own."""

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
    top, left = torch.randint(2 * pad + 1, (2, 1), generator=generator).expand(2, n)
    return windows[torch.arange(n), :, top, left]
