# expected: attack error, double passed, riddle skipped
# row: 26
# because: <script>alert(1)</script>
def attack():
    raise ValueError("<script>alert(1)</script><img src=x onerror=alert(1)>](javascript:alert(1))")


def double(x):
    return x * 2
