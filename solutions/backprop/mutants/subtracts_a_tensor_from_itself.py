"""For a function that returns its argument, or a part of it, every slope is 0: you move x in place, so
both values are views of the same numbers. Copy what f returns, or give it copies of x."""

KILLED_BY = ("jacobian_of_functions_that_copy_nothing",)


def jacobian(f, x):
    h, columns = 1e-5, []
    for j in range(len(x)):
        old = x[j].item()
        x[j] = old + h
        ahead = f(x)
        x[j] = old - h
        behind = f(x)
        columns.append((ahead - behind) / (2 * h))
        x[j] = old
    return torch.stack(columns, dim=1)
