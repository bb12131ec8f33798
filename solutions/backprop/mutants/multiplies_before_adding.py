"""Your gradients fit your forward pass, but that one computes x + y · z. The addition comes first: (x +
y) · z."""

KILLED_BY = ("three_gradients_of_a_small_graph", "small_graph_at_zero")


def mul_add_graph(x, y, z):
    return x + y * z, {"x": torch.ones_like(x), "y": z, "z": y}
