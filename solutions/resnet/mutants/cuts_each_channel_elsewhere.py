"""The colours of one image are cut at different places and no longer lie on each other."""

KILLED_BY = (
    "every_image_gets_a_window_of_its_own",
    "pads_from_nothing_to_all",
)


def random_crop(x, pad, generator, mode="reflect"):
    n, _, height, width = x.shape
    padded = _mirrored(_mirrored(x, pad, 2), pad, 3) if mode == "reflect" else F.pad(x, (pad,) * 4)
    windows = padded.unfold(2, height, 1).unfold(3, width, 1)
    top, left = torch.randint(2 * pad + 1, (2, n, x.shape[1]), generator=generator)
    return windows[torch.arange(n)[:, None], torch.arange(x.shape[1]), top, left]
