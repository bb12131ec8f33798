"""The training loader leaves out the samples of the last, smaller batch."""

KILLED_BY = ("training_is_shuffled_and_testing_is_not",)


def make_loaders(train_set, test_set, batch_size, generator):
    train = DataLoader(train_set, batch_size, shuffle=True, drop_last=True, generator=generator)
    return train, DataLoader(test_set, batch_size)
