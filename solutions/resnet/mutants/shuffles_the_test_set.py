"""The test set is shuffled. Nothing is gained by it, and predictions no longer belong to their images."""

KILLED_BY = (
    "training_is_shuffled_and_testing_is_not",
    "order_comes_from_the_generator",
)


def make_loaders(train_set, test_set, batch_size, generator):
    train = DataLoader(train_set, batch_size, shuffle=True, generator=generator)
    return train, DataLoader(test_set, batch_size, shuffle=True)
