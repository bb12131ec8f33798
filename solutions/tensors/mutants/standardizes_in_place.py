"""Your function changed its input: `sub_` and `div_`, like `-=` and `/=`, overwrite the caller's images."""

KILLED_BY = ("uses_the_given_statistics", "keeps_a_shifted_test_set_shifted")


def standardize(x, mu, sd):
    return x.sub_(mu).div_(sd)
