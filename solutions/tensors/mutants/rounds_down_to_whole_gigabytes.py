"""The fraction is gone: `//` rounds down."""

KILLED_BY = ("counts_decimal_gigabytes", "takes_the_bytes_per_number")


def memory_gb(n, bytes=4):
    return float(n * bytes // 10**9)
