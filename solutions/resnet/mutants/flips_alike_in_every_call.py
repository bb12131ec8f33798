"""Every call mirrors the same places of the batch: the generator is set back to its seed."""

KILLED_BY = ("flips_come_from_the_generator",)


def random_flip(x, generator, p=0.5):
    generator.manual_seed(generator.initial_seed())
    chosen = torch.rand(len(x), generator=generator) < p
    return torch.where(chosen.view(-1, 1, 1, 1), x.flip(3), x)
