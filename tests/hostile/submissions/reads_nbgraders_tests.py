# expected: attack error, double passed, riddle skipped
# row: 10
# because: No module named 'IPython'
def attack():
    from IPython import get_ipython

    return get_ipython().user_ns["In"][-1:]


def double(x):
    return x * 2
