"""The third weight takes no part in the sum."""

KILLED_BY = ("neuron_knows_its_gradients", "saturated_neurons_have_finite_gradients")


def sigmoid_neuron(w, x):
    out = torch.sigmoid(w[:2] @ x)
    slope = out * (1 - out)
    return out, slope * torch.cat([x, torch.zeros_like(x[:1])]), slope * w[:2]
