"""∂q/∂x = 1 is only the local derivative. Multiply it by what arrives at q from above, ∂f/∂q."""

KILLED_BY = ("three_gradients_of_a_small_graph", "small_graph_at_zero")


def mul_add_graph(x, y, z):
    q = x + y
    return q * z, {"x": torch.ones_like(x), "y": torch.ones_like(y), "z": q}
