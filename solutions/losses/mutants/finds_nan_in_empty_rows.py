"""−inf minus −inf is NaN: a row of nothing but −inf has no finite maximum to subtract. Its sum of exponentials is
0, and the logarithm of that is −inf."""

KILLED_BY = ("empty_rows_are_minus_infinity",)


def logsumexp(z, dim, keepdim=False):
    m = z.amax(dim, keepdim=True)
    total = m + (z - m).exp().sum(dim, keepdim=True).log()
    return total if keepdim else total.squeeze(dim)
