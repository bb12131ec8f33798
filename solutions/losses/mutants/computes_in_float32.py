"""A float32 step in between: nine of the sixteen digits are gone. Keep the dtype of the input."""

KILLED_BY = (
    "is_the_slope_of_the_mean",
    "sums_exponentials_along_an_axis",
    "survives_scores_of_any_size",
    "turns_scores_into_probabilities",
    "treats_every_row_by_its_own_scale",
    "slopes_of_square_batches",
    "empty_rows_are_minus_infinity",
    "follows_the_maximum_when_cold",
    "sums_along_axes_counted_from_the_end",
    "softmax_along_any_of_three_axes",
    "gives_impossible_classes_no_probability",
)


_right = logsumexp


def logsumexp(z, dim, keepdim=False):
    total = _right(z.float(), dim, keepdim=True).to(z.dtype)
    return total if keepdim else total.squeeze(dim)


def softmax(z, dim):
    return _softmax(z.float(), dim).to(z.dtype)


def mse_grad(x, y):
    return (2 * (x - y).float() / len(x)).to(x.dtype)
