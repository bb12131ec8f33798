"""A softmax gives every action some probability. Greedy means: the best ones, and nothing else."""

KILLED_BY = ("ties_share_the_probability", "nearness_is_absolute")


def greedy_policy(q, atol=1e-9):
    return torch.softmax(q, dim=1)
