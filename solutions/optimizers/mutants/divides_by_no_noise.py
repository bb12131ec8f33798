"""Without noise the root has σ = 0 in its denominator. Treat that case on its own: η = 1/β."""

KILLED_BY = ("step_size_and_bound_are_the_theorems",)


def sgd_stepsize_and_bound(beta, delta, sigma, T):
    bound = 4 * beta * delta / T + math.sqrt(8 * beta * delta * sigma**2 / T)
    return min(1 / beta, math.sqrt(2 * delta / (T * beta * sigma**2))), bound
