"""Powers of 2. The softmax is made of powers of e."""

KILLED_BY = (
    "turns_scores_into_probabilities",
    "treats_every_row_by_its_own_scale",
    "softmax_along_any_of_three_axes",
    "gives_impossible_classes_no_probability",
)


def softmax(z, dim):
    e = torch.exp2(z - z.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
