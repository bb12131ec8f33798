"""Every image gets its own draw, but all of them in one index: no loop over the images."""

KILLED_BY = (
    "every_image_gets_a_window_of_its_own",
    "all_windows_are_cut_at_once",
)


def random_crop(x, pad, generator, mode="reflect"):
    padded = F.pad(x, (pad,) * 4, mode=mode)
    height, width = x.shape[2:]
    out = []
    for image in padded:
        top, left = torch.randint(2 * pad + 1, (2,), generator=generator).tolist()
        out.append(image[:, top : top + height, left : left + width])
    return torch.stack(out)
