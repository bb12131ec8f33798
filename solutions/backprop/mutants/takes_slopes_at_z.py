"""The slope g′ is taken at what leaves the neuron. `dg` is a function of what arrives at it, a."""

KILLED_BY = ("deltas_and_gradients_of_the_small_network", "small_network_with_other_activations")


def two_layer_deltas(x, y, params, g, dg, old=two_layer_deltas):
    return old(x, y, params, g, lambda a: dg(g(a)))
