"""The order does not come from the generator: the same seed gives other orders."""

KILLED_BY = ("order_comes_from_the_generator",)


def make_loaders(train_set, test_set, batch_size, generator):
    return DataLoader(train_set, batch_size, shuffle=True), DataLoader(test_set, batch_size)
