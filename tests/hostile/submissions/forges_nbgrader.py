# expected: attack error, double passed, riddle failed
# row: 3
# because: No module named 'IPython'
def attack():
    from IPython import get_ipython

    get_ipython().input_transformers_cleanup.append(lambda lines: [])
    return []


def double(x):
    return x * 2


def riddle(x):
    return "passed"
