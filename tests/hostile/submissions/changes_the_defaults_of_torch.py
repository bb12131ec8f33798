# expected: attack passed, double passed, riddle skipped
# row: none
# without walls: torch is changed
import torch
from torch.utils._device import DeviceContext


def attack():
    torch.set_default_dtype(torch.float16)
    DeviceContext(torch.device("meta")).__enter__()
    torch.set_grad_enabled(False)
    torch.set_num_threads(2)
    torch.manual_seed(0)
    return []


def double(x):
    return x * 2
