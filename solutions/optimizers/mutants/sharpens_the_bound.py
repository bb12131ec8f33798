"""Your first term is 2βΔ/T, which also holds; asked for is the bound as the theorem of the notes states
it, with a 4."""

KILLED_BY = ("step_size_and_bound_are_the_theorems", "theorem_holds_for_drawn_numbers")


def sgd_stepsize_and_bound(beta, delta, sigma, T):
    bound = 2 * beta * delta / T + math.sqrt(8 * beta * delta * sigma**2 / T)
    if sigma == 0:
        return 1 / beta, bound
    return min(1 / beta, math.sqrt(2 * delta / (T * beta * sigma**2))), bound
