"""The larger of the two step sizes is returned. Above 1/β the descent is not guaranteed, above the root
the noise wins: take the smaller."""

KILLED_BY = ("step_size_and_bound_are_the_theorems", "theorem_holds_for_drawn_numbers")


def sgd_stepsize_and_bound(beta, delta, sigma, T):
    bound = 4 * beta * delta / T + math.sqrt(8 * beta * delta * sigma**2 / T)
    root = math.sqrt(2 * delta / (T * beta * sigma**2)) if sigma else 0.0
    return max(1 / beta, root), bound
