"""Some samples come twice in an epoch and others not at all."""

KILLED_BY = ("training_is_shuffled_and_testing_is_not",)


def make_loaders(train_set, test_set, batch_size, generator):
    sampler = torch.utils.data.RandomSampler(train_set, replacement=True, generator=generator)
    return DataLoader(train_set, batch_size, sampler=sampler), DataLoader(test_set, batch_size)
