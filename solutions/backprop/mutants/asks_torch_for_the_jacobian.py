"""`torch.autograd` knows the Jacobian. Here it is measured, by moving one coordinate after the other."""

KILLED_BY = ("jacobian_has_a_row_for_each_output",)


def jacobian(f, x):
    return torch.autograd.functional.jacobian(f, x)
