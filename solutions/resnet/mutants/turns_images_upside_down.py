"""Images are turned upside down: left and right are columns, the last axis."""

KILLED_BY = (
    "never_and_always",
    "only_columns_change_places",
)


def random_flip(x, generator, p=0.5):
    chosen = torch.rand(len(x), generator=generator) < p
    return torch.where(chosen.view(-1, 1, 1, 1), x.flip(2), x)
