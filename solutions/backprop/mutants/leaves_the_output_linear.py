"""The output neuron has no activation function here. In this network it has one, too: ŷ = g(a)."""

KILLED_BY = ("forward_pass_of_the_small_network", "small_network_with_other_activations")


def two_layer_deltas(x, y, params, g, dg, old=two_layer_deltas):
    seen = old(x, y, params, g, dg)
    return seen | {"y_hat": params["W2"] @ seen["z"] + params["b2"]}
