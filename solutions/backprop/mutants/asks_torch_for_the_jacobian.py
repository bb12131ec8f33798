"""`torch.func.jacrev` is autograd. Here the Jacobian is measured, by moving one coordinate after the
other."""

KILLED_BY = ("jacobian_has_a_row_for_each_output",)


def jacobian(f, x):
    return torch.func.jacrev(f)(x)
