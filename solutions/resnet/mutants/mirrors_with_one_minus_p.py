"""As many are mirrored as should be kept: p is the probability of being mirrored."""

KILLED_BY = (
    "some_images_are_mirrored",
    "never_and_always",
    "only_columns_change_places",
)


def random_flip(x, generator, p=0.5):
    chosen = torch.rand(len(x), generator=generator) >= p
    return torch.where(chosen.view(-1, 1, 1, 1), x.flip(3), x)
