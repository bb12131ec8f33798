"""The result grows with the number of samples: this is the sum of the squares, the mean is wanted."""

KILLED_BY = ("pairs_a_column_with_a_row", "lets_gradients_through")


def safe_mse(pred, target):
    if pred.numel() != target.numel():
        raise ValueError(f"{pred.numel()} predictions for {target.numel()} targets")
    return ((pred.reshape(-1) - target.reshape(-1)) ** 2).sum()
