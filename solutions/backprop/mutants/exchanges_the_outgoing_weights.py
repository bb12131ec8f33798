"""Hidden neuron 1 gets its error through the weight of hidden neuron 2, and the reverse. (On the slide
the indices of this weight are mixed up, too.)"""

KILLED_BY = ("deltas_and_gradients_of_the_small_network", "small_network_with_other_activations")


def two_layer_deltas(x, y, params, g, dg, old=two_layer_deltas):
    seen = old(x, y, params, g, dg)
    delta = dg(seen["a"]) * (params["W2"].flip(1).T @ seen["delta_out"])
    return seen | {"delta_hidden": delta, "db1": delta, "dW1": torch.outer(delta, x)}
