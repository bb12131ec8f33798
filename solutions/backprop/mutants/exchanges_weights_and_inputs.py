"""In w · x the slope by w is x, and the slope by x is w. You have them the other way round."""

KILLED_BY = ("neuron_knows_its_gradients", "saturated_neurons_have_finite_gradients")


def sigmoid_neuron(w, x):
    out = torch.sigmoid(w[:2] @ x + w[2])
    slope = out * (1 - out)
    return out, slope * torch.cat([w[:2], torch.ones_like(x[:1])]), slope * x
