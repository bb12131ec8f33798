"""No gradient can flow back through item(), detach() or a NumPy array: a loss has to stay a tensor from end
to end."""

KILLED_BY = ("lets_gradients_through",)


def safe_mse(pred, target):
    if pred.numel() != target.numel():
        raise ValueError(f"{pred.numel()} predictions for {target.numel()} targets")
    loss = ((pred.detach().reshape(-1) - target.reshape(-1)) ** 2).mean()
    return torch.tensor(loss.item(), dtype=pred.dtype)
