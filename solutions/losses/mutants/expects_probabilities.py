"""Takes the logarithm once more. What comes in are log-probabilities already, and negative numbers have no
logarithm."""

KILLED_BY = (
    "charges_each_sample_for_its_class",
    "charges_all_samples_at_once",
)


def nll_loss(logp, y, reduction="mean"):
    return reduce(-logp.log()[torch.arange(len(y)), y], reduction)
