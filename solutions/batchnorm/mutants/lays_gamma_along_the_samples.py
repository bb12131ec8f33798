"""γ and β belong to the features, (D,): laid along the samples, every sample gets a scale of its own."""

KILLED_BY = (
    "every_sample_is_normalised_alone",
    "samples_do_not_meet_in_layer_norm",
)


def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma[:, None] * _normalize(x, (1,), eps) + beta[:, None]
