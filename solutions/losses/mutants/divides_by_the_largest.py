"""Divided by the largest exponential, so that the best class gets 1. Divide by their sum."""

KILLED_BY = (
    "turns_scores_into_probabilities",
    "treats_every_row_by_its_own_scale",
    "softmax_along_any_of_three_axes",
    "gives_impossible_classes_no_probability",
)


def softmax(z, dim):
    return (z - z.amax(dim, keepdim=True)).exp()
