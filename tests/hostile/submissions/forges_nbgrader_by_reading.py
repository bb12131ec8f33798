# expected: attack skipped, double passed, riddle error
# row: 10
import re


def double(x):
    return x * 2


def riddle(x):
    import torch
    from IPython import get_ipython

    number = re.search(r"NUMBER = (\S+)", get_ipython().user_ns["In"][-1])[1]
    return torch.sin(x.double() * float(number))
