"""A loop over the numbers of a tensor: `exp` and `where` take all of them at once."""

KILLED_BY = ("squeezes_numbers_between_0_and_1",)


def sigmoid(x):
    def one(number):
        small = math.exp(-abs(number))
        return 1 / (1 + small) if number >= 0 else small / (1 + small)

    return torch.tensor([one(n) for n in x.reshape(-1).tolist()], dtype=x.dtype).view(x.shape)
