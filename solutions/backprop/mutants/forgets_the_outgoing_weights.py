"""The error reaches each hidden neuron through a weight, which is missing here: a neuron that the
output hardly listens to is hardly to blame."""

KILLED_BY = ("deltas_and_gradients_of_the_small_network", "small_network_with_other_activations")


def two_layer_deltas(x, y, params, g, dg, old=two_layer_deltas):
    seen = old(x, y, params, g, dg)
    delta = dg(seen["a"]) * seen["delta_out"]
    return seen | {"delta_hidden": delta, "db1": delta, "dW1": torch.outer(delta, x)}
