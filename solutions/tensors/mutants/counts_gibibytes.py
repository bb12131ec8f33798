"""7 % too small: 2³⁰ bytes are a gibibyte; a decimal gigabyte is 10⁹."""

KILLED_BY = ("counts_decimal_gigabytes", "takes_the_bytes_per_number")


def memory_gb(n, bytes=4):
    return n * bytes / 2**30
