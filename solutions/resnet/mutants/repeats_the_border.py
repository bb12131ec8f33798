"""Beside the image stands its outermost pixel once more: a reflection starts with the one next to it."""

KILLED_BY = (
    "every_image_gets_a_window_of_its_own",
    "pads_from_nothing_to_all",
)


def random_crop(x, pad, generator, mode="reflect"):
    n, _, height, width = x.shape
    h = torch.arange(-pad, height + pad)
    w = torch.arange(-pad, width + pad)
    h = torch.where(h < 0, -1 - h, torch.where(h < height, h, 2 * height - 1 - h))
    w = torch.where(w < 0, -1 - w, torch.where(w < width, w, 2 * width - 1 - w))
    padded = x[:, :, h][..., w] if mode == "reflect" else F.pad(x, (pad,) * 4)
    windows = padded.unfold(2, height, 1).unfold(3, width, 1)
    top, left = torch.randint(2 * pad + 1, (2, n), generator=generator)
    return windows[torch.arange(n), :, top, left]
