"""The point stays on the axis with noise, too: add fresh random numbers to the gradient in every step."""

KILLED_BY = ("with_noise_a_minimum_is_found", "noise_is_scaled_like_a_gradient")


def escape_saddle(noise, lr=0.1, steps=200, generator=None):
    theta = torch.tensor([1.0, 0.0], dtype=torch.float64)
    for _ in range(steps):
        x, y = theta
        gradient = torch.stack([2 * x, 2 * y**3 - 2 * y])
        theta = theta - lr * gradient
    return theta
