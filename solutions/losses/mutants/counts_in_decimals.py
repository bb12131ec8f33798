"""The decimal logarithm. Losses here are in nats."""

KILLED_BY = (
    "knows_what_guessing_costs",
    "guesses_among_few_and_many",
)


def initial_loss(C):
    return math.log10(C)
