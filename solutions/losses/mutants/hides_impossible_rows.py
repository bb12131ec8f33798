"""A row of nothing but −inf has no distribution. To return zeros or a uniform row would hide that: let the NaN
show."""

KILLED_BY = (
    "gives_impossible_classes_no_probability",
    "impossible_classes_stay_impossible",
)


def softmax(z, dim):
    return _softmax(z, dim).nan_to_num(nan=0.0)


def log_softmax(z, dim):
    return _log_softmax(z, dim).nan_to_num(nan=-math.inf, neginf=-math.inf)
