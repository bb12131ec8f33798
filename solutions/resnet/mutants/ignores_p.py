"""Half of the images are mirrored, whatever p is."""

KILLED_BY = (
    "some_images_are_mirrored",
    "never_and_always",
    "only_columns_change_places",
)


def random_flip(x, generator, p=0.5):
    chosen = torch.rand(len(x), generator=generator) < 0.5
    return torch.where(chosen.view(-1, 1, 1, 1), x.flip(3), x)
