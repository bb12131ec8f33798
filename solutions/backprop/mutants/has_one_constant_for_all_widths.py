"""Without a K the steepness is always the same. It has to grow with the number of pieces: n steps in
the same interval leave each one less room."""

KILLED_BY = ("more_sigmoids_come_closer", "approximation_of_other_intervals")


def step_approximation(f, n, lo, hi, K=None, old=step_approximation):
    return old(f, n, lo, hi, 60.0 if K is None else K)
