"""torch.zeros makes float32 whatever is added later: make the new kernel like u."""

KILLED_BY = ("two_kernels_become_one", "kernels_of_one_length_compose")


def compose_kernels(u, w):
    v = torch.zeros(len(u) + len(w) - 1)
    for k, weight in enumerate(w):
        v[k : k + len(u)] += (weight * u).float()
    return v
