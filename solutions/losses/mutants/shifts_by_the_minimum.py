"""Shifting by the smallest score leaves the large ones large, and their exponentials infinite."""

KILLED_BY = (
    "survives_scores_of_any_size",
    "treats_every_row_by_its_own_scale",
    "keeps_hopeless_classes_finite",
    "empty_rows_are_minus_infinity",
    "gives_impossible_classes_no_probability",
    "impossible_classes_stay_impossible",
)


def logsumexp(z, dim, keepdim=False):
    m = z.amin(dim, keepdim=True)
    total = m + (z - m).exp().sum(dim, keepdim=True).log()
    return total if keepdim else total.squeeze(dim)


def softmax(z, dim):
    e = (z - z.amin(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)


def log_softmax(z, dim):
    z = z - z.amin(dim, keepdim=True)
    return z - z.exp().sum(dim, keepdim=True).log()
