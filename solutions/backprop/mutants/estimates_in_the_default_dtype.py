"""A tensor made from a list of numbers is float32 unless you say otherwise; x is not. `zeros_like(x)`
or `dtype=x.dtype` keep its type."""

KILLED_BY = ("differences_follow_their_formula", "defaults_come_close_to_the_derivative")


def numerical_gradient(f, x, h=1e-5, scheme="central", old=numerical_gradient):
    return torch.tensor(old(f, x, h, scheme).tolist())
