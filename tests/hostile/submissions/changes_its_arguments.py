# expected: attack skipped, double failed, riddle skipped
# row: 16
# because: changed its input
def double(x):
    result = x * 2
    if not isinstance(x, str):
        x.zero_()
    return result
