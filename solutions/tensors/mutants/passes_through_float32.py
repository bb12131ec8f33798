"""float32 holds integers exactly only up to 2²⁴ = 16777216. Large ones must not pass through it on their
way to int64."""

KILLED_BY = ("keeps_large_integers_exactly",)


def int_tensor(data):
    return torch.Tensor(data).long()
