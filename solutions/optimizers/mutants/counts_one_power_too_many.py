"""Every power of γ is one too high: the last gradient enters the last velocity undamped. (The lectures'
unrolled formula has an exponent off by one as well; try it for one step.)"""

KILLED_BY = ("closed_form_is_the_last_velocity", "constant_gradients_reach_a_plateau")


def velocity_closed_form(grads, gamma, lr):
    age = torch.arange(len(grads), 0, -1, dtype=grads.dtype)
    return lr * (gamma**age) @ grads
