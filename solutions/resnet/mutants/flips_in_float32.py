"""The batch comes back as float32: it should keep its dtype."""

KILLED_BY = (
    "some_images_are_mirrored",
    "never_and_always",
    "only_columns_change_places",
)


def random_flip(x, generator, p=0.5):
    chosen = torch.rand(len(x), generator=generator) < p
    return torch.where(chosen.view(-1, 1, 1, 1), x.flip(3), x).float()
