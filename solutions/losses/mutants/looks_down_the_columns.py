"""Row and column are exchanged: y[n] is the column of row n."""

KILLED_BY = (
    "charges_each_sample_for_its_class",
    "charges_all_samples_at_once",
    "overlooks_impossible_classes",
)


def nll_loss(logp, y, reduction="mean"):
    return reduce(-logp[y % len(logp), torch.arange(len(y)) % logp.shape[1]], reduction)
