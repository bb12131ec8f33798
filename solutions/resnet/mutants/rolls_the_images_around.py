"""What leaves an image on one side comes in on the other: pad, and cut a window."""

KILLED_BY = (
    "every_image_gets_a_window_of_its_own",
    "pads_from_nothing_to_all",
)


def random_crop(x, pad, generator, mode="reflect"):
    n, _, height, width = x.shape
    down, right = torch.randint(-pad, pad + 1, (2, n), generator=generator)
    rows = (torch.arange(height) + down[:, None]) % height
    columns = (torch.arange(width) + right[:, None]) % width
    return x[torch.arange(n)[:, None, None], :, rows[:, :, None], columns[:, None]].permute(0, 3, 1, 2)
