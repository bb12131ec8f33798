"""The order is drawn once and then stays: every epoch needs a new one."""

KILLED_BY = ("training_is_shuffled_and_testing_is_not",)


def make_loaders(train_set, test_set, batch_size, generator):
    order = torch.randperm(len(train_set), generator=generator).tolist()
    train = DataLoader(torch.utils.data.Subset(train_set, order), batch_size)
    return train, DataLoader(test_set, batch_size)
