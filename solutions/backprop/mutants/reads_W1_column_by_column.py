"""The first layer multiplies by the transpose of W1. W1 is stored (out, in): a = W1 x + b1."""

KILLED_BY = ("forward_pass_of_the_small_network", "small_network_with_other_activations")


def two_layer_deltas(x, y, params, g, dg, old=two_layer_deltas):
    return old(x, y, params | {"W1": params["W1"].T}, g, dg)
