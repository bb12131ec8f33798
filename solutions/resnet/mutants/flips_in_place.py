"""The batch that was given is overwritten."""

KILLED_BY = (
    "some_images_are_mirrored",
    "never_and_always",
    "flips_come_from_the_generator",
    "only_columns_change_places",
)


def random_flip(x, generator, p=0.5):
    chosen = torch.rand(len(x), generator=generator) < p
    x[chosen] = x[chosen].flip(3)
    return x.clone()
