"""Every image gets its own draw, but all of them in one index: no loop over the images."""

KILLED_BY = (
    "some_images_are_mirrored",
    "only_columns_change_places",
)


def random_flip(x, generator, p=0.5):
    return torch.stack([im.flip(2) if torch.rand(1, generator=generator) < p else im for im in x])
