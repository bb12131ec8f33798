"""Divide by the deviation itself: its square has another unit than x − mu."""

KILLED_BY = ("uses_the_given_statistics", "keeps_a_shifted_test_set_shifted")


def standardize(x, mu, sd):
    return (x - mu) / sd**2
