"""The training set always comes in its own order: batches are the same in every epoch."""

KILLED_BY = (
    "training_is_shuffled_and_testing_is_not",
    "order_comes_from_the_generator",
)


def make_loaders(train_set, test_set, batch_size, generator):
    return DataLoader(train_set, batch_size), DataLoader(test_set, batch_size)
