"""The test loader leaves out the samples of the last, smaller batch."""

KILLED_BY = (
    "training_is_shuffled_and_testing_is_not",
    "order_comes_from_the_generator",
)


def make_loaders(train_set, test_set, batch_size, generator):
    train = DataLoader(train_set, batch_size, shuffle=True, generator=generator)
    return train, DataLoader(test_set, batch_size, drop_last=True)
