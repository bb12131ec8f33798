"""The statistics run over the samples: that is batch normalisation. Each sample is normalised over its own
features."""

KILLED_BY = (
    "every_sample_is_normalised_alone",
    "samples_do_not_meet_in_layer_norm",
)


def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * _normalize(x, (0,), eps) + beta
