"""Every set ends up with mean 0, a dark one and a bright one alike: use the statistics that were passed,
those of the training set, for every set."""

KILLED_BY = ("uses_the_given_statistics", "keeps_a_shifted_test_set_shifted")


def standardize(x, mu, sd):
    mu = x.mean((0, 2, 3), keepdim=True)
    sd = x.std((0, 2, 3), correction=0, keepdim=True)
    return (x - mu) / sd
