"""8 times too large: these are bits."""

KILLED_BY = ("counts_decimal_gigabytes", "takes_the_bytes_per_number")


def memory_gb(n, bytes=4):
    return n * bytes * 8 / 1e9
