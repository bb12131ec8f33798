"""These are the gradients of the sum w·x + b. The sigmoid behind it has a slope as well: multiply by
it."""

KILLED_BY = ("neuron_knows_its_gradients", "saturated_neurons_have_finite_gradients")


def sigmoid_neuron(w, x):
    out = torch.sigmoid(w[:2] @ x + w[2])
    return out, torch.cat([x, torch.ones_like(x[:1])]), w[:2].clone()
