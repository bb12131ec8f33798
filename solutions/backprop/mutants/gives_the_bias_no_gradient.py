"""The bias is a weight whose input is always 1; its gradient is the slope itself, not 0."""

KILLED_BY = ("neuron_knows_its_gradients", "saturated_neurons_have_finite_gradients")


def sigmoid_neuron(w, x):
    out = torch.sigmoid(w[:2] @ x + w[2])
    slope = out * (1 - out)
    return out, slope * torch.cat([x, torch.zeros_like(x[:1])]), slope * w[:2]
