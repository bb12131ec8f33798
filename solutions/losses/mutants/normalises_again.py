"""The log-probabilities are normalised once more. On the output of a log-softmax that changes nothing; here they
are to be used as they stand."""

KILLED_BY = (
    "charges_each_sample_for_its_class",
    "charges_all_samples_at_once",
    "overlooks_impossible_classes",
)


def nll_loss(logp, y, reduction="mean"):
    return reduce(-_log_softmax(logp, 1)[torch.arange(len(y)), y], reduction)
