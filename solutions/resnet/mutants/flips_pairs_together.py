"""Every two neighbours in the batch share their fate: each image needs its own draw."""

KILLED_BY = ("flips_come_from_the_generator",)


def random_flip(x, generator, p=0.5):
    chosen = (torch.rand(len(x) // 2 + 1, generator=generator) < p).repeat_interleave(2)[: len(x)]
    return torch.where(chosen.view(-1, 1, 1, 1), x.flip(3), x)
