"""The result lacks the learning rate, which in this course is part of the velocity."""

KILLED_BY = ("closed_form_is_the_last_velocity", "constant_gradients_reach_a_plateau")


def velocity_closed_form(grads, gamma, lr):
    age = torch.arange(len(grads) - 1, -1, -1, dtype=grads.dtype)
    return (gamma**age) @ grads
