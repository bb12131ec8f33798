"""Right to seven digits: the powers of γ are float32, torch's default, though the gradients are float64."""

KILLED_BY = ("closed_form_is_the_last_velocity",)


def velocity_closed_form(grads, gamma, lr):
    age = torch.arange(len(grads) - 1, -1, -1)
    return lr * (torch.tensor(gamma) ** age).to(grads.dtype) @ grads
