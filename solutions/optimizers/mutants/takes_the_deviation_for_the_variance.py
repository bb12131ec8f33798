"""σ enters where σ² should: it is the standard deviation of the noise, and under the roots stands the
variance. (A lecture's noise floor has the same slip.)"""

KILLED_BY = ("step_size_and_bound_are_the_theorems", "theorem_holds_for_drawn_numbers")


def sgd_stepsize_and_bound(beta, delta, sigma, T):
    bound = 4 * beta * delta / T + math.sqrt(8 * beta * delta * sigma / T)
    if sigma == 0:
        return 1 / beta, bound
    return min(1 / beta, math.sqrt(2 * delta / (T * beta * sigma))), bound
