"""x was moved to probe and not moved back exactly: the caller has other numbers than before."""

KILLED_BY = ("jacobian_of_a_linear_map_is_its_matrix",)


def jacobian(f, x):
    h, columns = 1e-5, []
    for j in range(len(x)):
        x[j] += h
        ahead = f(x).clone()
        x[j] -= 2 * h
        columns.append((ahead - f(x)) / (2 * h))
    return torch.stack(columns, dim=1)
