"""Within one image some colours are mirrored and others are not: one decision for the whole image."""

KILLED_BY = ("some_images_are_mirrored",)


def random_flip(x, generator, p=0.5):
    chosen = torch.rand((len(x), x.shape[1], 1, 1), generator=generator) < p
    return torch.where(chosen, x.flip(3), x)
