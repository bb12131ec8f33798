"""Right for the example, whatever is asked: the answer does not depend on the argument."""

KILLED_BY = (
    "knows_what_guessing_costs",
    "vanishes_where_the_sigmoid_is_flat",
    "guesses_among_few_and_many",
    "vanishes_at_both_ends",
)


def initial_loss(C):
    return 2.302585092994046


def mse_sigmoid_grad(z, y):
    return torch.full_like(z, -9.0787e-05)
