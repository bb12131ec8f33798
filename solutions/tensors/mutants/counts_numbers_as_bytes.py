"""One byte per number: float32 takes four, and the argument says how many."""

KILLED_BY = ("counts_decimal_gigabytes", "takes_the_bytes_per_number")


def memory_gb(n, bytes=4):
    return n / 1e9
