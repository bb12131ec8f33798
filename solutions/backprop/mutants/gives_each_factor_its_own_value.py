"""In f = q · z the slope by q is z, and the slope by z is q. You have them the other way round."""

KILLED_BY = ("three_gradients_of_a_small_graph", "small_graph_at_zero")


def mul_add_graph(x, y, z):
    q = x + y
    return q * z, {"x": q, "y": q, "z": z}
