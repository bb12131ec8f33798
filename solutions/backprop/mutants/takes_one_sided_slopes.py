"""The slopes are one-sided, and their error shows in the fifth digit. Step to both sides."""

KILLED_BY = ("jacobian_has_a_row_for_each_output", "jacobian_of_functions_that_copy_nothing")


def jacobian(f, x):
    h = 1e-5
    return torch.stack([(f(x + d) - f(x)) / h for d in h * torch.eye(len(x), dtype=x.dtype)], dim=1)
