"""Both components get the same random number, so the noise points along a diagonal only. Draw one number
per component."""

KILLED_BY = ("noise_is_scaled_like_a_gradient",)


def escape_saddle(noise, lr=0.1, steps=200, generator=None):
    theta = torch.tensor([1.0, 0.0], dtype=torch.float64)
    for _ in range(steps):
        x, y = theta
        gradient = torch.stack([2 * x, 2 * y**3 - 2 * y])
        z = torch.randn(1, dtype=torch.float64, generator=generator)
        theta = theta - lr * (gradient + noise * z)
    return theta
