"""dW1 is transposed. W1 is stored (out, in): row j belongs to hidden neuron j, column i to input i."""

KILLED_BY = ("deltas_and_gradients_of_the_small_network", "small_network_with_other_activations")


def two_layer_deltas(x, y, params, g, dg, old=two_layer_deltas):
    seen = old(x, y, params, g, dg)
    return seen | {"dW1": seen["dW1"].T}
