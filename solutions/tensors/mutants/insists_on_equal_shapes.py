"""A column and a row of the same length are to be compared, not refused: only the number of elements must
agree."""

KILLED_BY = ("pairs_a_column_with_a_row",)


def safe_mse(pred, target):
    if pred.shape != target.shape:
        raise ValueError(f"{tuple(pred.shape)} against {tuple(target.shape)}")
    return ((pred - target) ** 2).mean()
