"""The logarithm of the number of *other* classes: a class can also be guessed right."""

KILLED_BY = (
    "knows_what_guessing_costs",
    "guesses_among_few_and_many",
)


def initial_loss(C):
    return math.log(max(C - 1, 1))
