"""The probability of guessing right. The loss is minus its logarithm."""

KILLED_BY = (
    "knows_what_guessing_costs",
    "guesses_among_few_and_many",
)


def initial_loss(C):
    return 1 / C
