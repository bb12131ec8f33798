"""All gradients are half of what they should be: the loss is (ŷ − y)², without a 1/2."""

KILLED_BY = ("deltas_and_gradients_of_the_small_network", "small_network_with_other_activations")


def two_layer_deltas(x, y, params, g, dg, old=two_layer_deltas):
    seen = old(x, y, params, g, dg)
    return {k: v / 2 if k.startswith("d") else v for k, v in seen.items()}
