"""The point runs off to infinity: without y⁴/2 the function has no minimum to be found."""

KILLED_BY = ("with_noise_a_minimum_is_found",)


def escape_saddle(noise, lr=0.1, steps=200, generator=None):
    theta = torch.tensor([1.0, 0.0], dtype=torch.float64)
    for _ in range(steps):
        x, y = theta
        gradient = torch.stack([2 * x, -2 * y])
        z = torch.randn(2, dtype=torch.float64, generator=generator)
        theta = theta - lr * (gradient + noise * z)
    return theta
