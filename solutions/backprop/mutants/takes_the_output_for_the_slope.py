"""The gradients are multiplied by σ instead of by its derivative."""

KILLED_BY = ("neuron_knows_its_gradients", "saturated_neurons_have_finite_gradients")


def sigmoid_neuron(w, x):
    out = torch.sigmoid(w[:2] @ x + w[2])
    return out, out * torch.cat([x, torch.ones_like(x[:1])]), out * w[:2]
