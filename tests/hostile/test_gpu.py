"""The sandbox on a machine with a GPU."""

import pytest

from autograder.grading.rungs import BUBBLEWRAP, gpu_devices
from autograder.grading.sandbox import Bundle, Job
from autograder.grading.sandboxes import Sandboxes

pytestmark = pytest.mark.skipif(not gpu_devices(), reason="no GPU here: there is no /dev/nvidia0")

CHECKS = '''
import torch

from autograder import check


@check("product")
def multiplies_on_the_gpu(impl, draw):
    """The product is the same on a GPU."""
    x = draw.normal(64, 64).cuda()
    return {"device": x.device.type, "product": impl.product(x), "gradient": impl.gradient(x)}


@check("leftovers")
def finds_nothing(impl, draw):
    """Memory of the GPU comes clean."""
    return {"left": impl.leftovers()}
'''
HONEST = """
import torch


def product(x):
    return x @ x


def gradient(x):
    x = x.clone().requires_grad_()
    (x @ x).sum().backward()
    return x.grad


def leftovers():
    return int(torch.empty(2**26, device="cuda").count_nonzero())
"""
FILLS = (
    HONEST
    + """

def leftovers():
    torch.full((2**26,), 7.0, device="cuda")
    torch.cuda.synchronize()
    return 0
"""
)


def test_submissions_use_the_gpu_one_after_the_other_and_leave_nothing_there():
    with Sandboxes(BUBBLEWRAP.short, gpu=True) as sandboxes:
        for source in (FILLS, HONEST):
            with sandboxes.open() as sandbox:
                assert sandbox.load(Bundle("x", source, CHECKS, "")) == ()
                jobs = [Job("multiplies_on_the_gpu", 1, 60.0), Job("finds_nothing", 1, 60.0)]
                product, left = (seen.values for _, seen in sandbox.run(jobs))
                assert product["device"] == "cuda"
                assert product["product"].shape == product["gradient"].shape == (64, 64)
                assert left == {"left": 0}
