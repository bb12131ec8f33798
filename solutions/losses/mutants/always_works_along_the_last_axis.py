"""The argument `dim` is not used: the last axis is taken every time."""

KILLED_BY = (
    "sums_exponentials_along_an_axis",
    "turns_scores_into_probabilities",
    "takes_logarithms_of_probabilities",
    "sums_along_axes_counted_from_the_end",
    "softmax_along_any_of_three_axes",
    "log_softmax_along_any_of_three_axes",
)


_right = logsumexp


def logsumexp(z, dim, keepdim=False):
    total = _right(z, -1, keepdim=True)
    return total if keepdim else total.squeeze(-1)


def softmax(z, dim):
    return _softmax(z, -1)


def log_softmax(z, dim):
    return _log_softmax(z, -1)
