"""The result is right, but the caller's gradients have been multiplied by the weights: look for a method
ending in `_` or an assignment to an argument."""

KILLED_BY = ("closed_form_is_the_last_velocity", "constant_gradients_reach_a_plateau")


def velocity_closed_form(grads, gamma, lr):
    age = torch.arange(len(grads) - 1, -1, -1, dtype=grads.dtype)
    return lr * grads.mul_((gamma**age)[:, None]).sum(dim=0)
