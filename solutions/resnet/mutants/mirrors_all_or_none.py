"""All images of a batch are mirrored or none: each needs its own draw."""

KILLED_BY = (
    "some_images_are_mirrored",
    "flips_come_from_the_generator",
)


def random_flip(x, generator, p=0.5):
    return x.flip(3) if torch.rand(1, generator=generator) < p else x.clone()
