"""The value is right, but it is a tensor: take the Python number out of it."""

KILLED_BY = ("is_a_fraction_as_a_float",)


def accuracy(s, y):
    return (s.argmax(1) == y).double().mean()
