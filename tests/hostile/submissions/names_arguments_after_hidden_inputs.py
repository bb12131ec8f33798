# expected: attack skipped, double failed, riddle skipped
# row: 13
# because: changed its input
import torch


def double(x):
    name = "x_" + "".join(c if c.isalnum() else "_" for c in str(x))
    double.__code__ = double.__code__.replace(co_varnames=(name, *double.__code__.co_varnames[1:]))
    if isinstance(x, torch.Tensor):
        x.add_(1)
    return x * 2
