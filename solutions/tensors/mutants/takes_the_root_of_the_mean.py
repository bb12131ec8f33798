"""This is the root of the mean squared error."""

KILLED_BY = ("pairs_a_column_with_a_row", "lets_gradients_through")


def safe_mse(pred, target):
    if pred.numel() != target.numel():
        raise ValueError(f"{pred.numel()} predictions for {target.numel()} targets")
    return ((pred.reshape(-1) - target.reshape(-1)) ** 2).mean().sqrt()
