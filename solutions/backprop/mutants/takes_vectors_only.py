"""The network answers for vectors only. Points of any shape should do: let the hidden units have an
axis of their own at the end."""

KILLED_BY = ("approximation_of_other_intervals",)


def step_approximation(f, n, lo, hi, K=None, old=step_approximation):
    return lambda x: torch.stack([old(f, n, lo, hi, K)(number) for number in x.unbind(0)]).view(len(x))
