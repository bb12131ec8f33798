"""This one wants a single expression on the whole tensor, without a Python loop."""

KILLED_BY = ("full_gradient_is_the_mean_over_samples", "copies_of_the_samples_change_nothing")


def full_gradient(grads):
    total = torch.zeros_like(grads[0])
    for g in grads:
        total = total + g
    return total / len(grads)
