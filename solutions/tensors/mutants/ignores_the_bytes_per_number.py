"""The second argument has no influence: not every number takes four bytes."""

KILLED_BY = ("takes_the_bytes_per_number",)


def memory_gb(n, bytes=4):
    return n * 4 / 1e9
