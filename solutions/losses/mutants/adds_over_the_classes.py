"""Multiplied by C. One class is true, and only its term counts."""

KILLED_BY = (
    "knows_what_guessing_costs",
    "guesses_among_few_and_many",
)


def initial_loss(C):
    return C * math.log(C)
