"""Updates the mean by each new value's distance from it."""


def running_mean(x):
    mean, out = x[0] * 0, []
    for k, value in enumerate(x, start=1):
        mean = mean + (value - mean) / k
        out.append(mean)
    return torch.stack(out)
