"""The derivative as e⁻ᵃ/(1 + e⁻ᵃ)² is ∞/∞ = NaN when a is very negative. You have σ already: write the
derivative with it."""

KILLED_BY = ("saturated_neurons_have_finite_gradients",)


def sigmoid_neuron(w, x):
    a = w[:2] @ x + w[2]
    slope = torch.exp(-a) / (1 + torch.exp(-a)) ** 2
    return torch.sigmoid(a), slope * torch.cat([x, torch.ones_like(x[:1])]), slope * w[:2]
