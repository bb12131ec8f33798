"""The result is transposed: a row belongs to an output, a column to an input."""

KILLED_BY = ("jacobian_has_a_row_for_each_output", "jacobian_of_functions_that_copy_nothing")


def jacobian(f, x, old=jacobian):
    return old(f, x).T
