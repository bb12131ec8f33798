"""The generator given is not used."""

KILLED_BY = ("flips_come_from_the_generator",)


def random_flip(x, generator, p=0.5):
    chosen = torch.rand(len(x)) < p
    return torch.where(chosen.view(-1, 1, 1, 1), x.flip(3), x)
