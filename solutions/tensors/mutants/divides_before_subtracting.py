"""The mean must be subtracted first: a division binds more tightly than a minus."""

KILLED_BY = ("uses_the_given_statistics", "keeps_a_shifted_test_set_shifted")


def standardize(x, mu, sd):
    return x / sd - mu
