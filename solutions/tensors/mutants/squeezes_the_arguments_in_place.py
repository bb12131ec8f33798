"""Your function changed its input: squeeze_ with an underscore gives the caller's own tensor another shape."""

KILLED_BY = ("pairs_a_column_with_a_row",)


def safe_mse(pred, target):
    if pred.numel() != target.numel():
        raise ValueError(f"{pred.numel()} predictions for {target.numel()} targets")
    pred, target = (
        (pred.squeeze_(1) if pred.ndim == 2 else pred),
        (target.squeeze_(1) if target.ndim == 2 else target),
    )
    return ((pred - target) ** 2).mean()
