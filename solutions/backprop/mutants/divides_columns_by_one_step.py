"""Every entry is twice too large: between x − h and x + h lie two steps."""

KILLED_BY = (
    "jacobian_has_a_row_for_each_output",
    "jacobian_of_a_linear_map_is_its_matrix",
    "jacobian_of_functions_that_copy_nothing",
)


def jacobian(f, x, old=jacobian):
    return 2 * old(f, x)
