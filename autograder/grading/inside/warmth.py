"""What a process does once, so that none of its forks has to do it again."""

from __future__ import annotations

import gc
from typing import Any

import torch

from autograder.checks import check
from autograder.draw import Draw
from autograder.grading import wire
from autograder.grading.inside import kernel
from autograder.grading.inside.soundness import Soundness
from autograder.modules import load_leniently
from autograder.observe import describe_exception, observe

ELEMENTWISE = (
    *(
        "exp",
        "log",
        "sqrt",
        "sin",
        "cos",
        "tanh",
        "sigmoid",
        "abs",
        "sign",
        "relu",
        "square",
        "isnan",
        "isfinite",
    ),
    *(
        "clone",
        "detach",
        "float",
        "double",
        "int",
        "long",
        "bool",
        "contiguous",
        "flatten",
        "nonzero",
        "norm",
    ),
)
ALONG = ("sum", "mean", "std", "amax", "argmax", "argmin", "max", "sort", "argsort", "any", "all")


def warm(gpu: bool) -> None:
    """Run probes that do a little of everything, so that what happens only once happens before a fork.

    Args:
        gpu: whether forks are to use one; then nothing is differentiated, which would open the GPU here, and
            a GPU that is open does not survive a fork.
    """

    @check("something", vectorised=True)
    def probe(impl: Any, draw: Draw) -> dict[str, object]:
        found = impl.something(draw.normal(3, 3))
        try:
            impl.nothing()
        except NotImplementedError as error:
            return {"found": found, "error": describe_exception(error, lambda name: True).message}
        return {}

    for _ in range(3):  # Python adapts a function's code to its arguments when it has run a few times
        something = _something_plain if gpu else _something
        seen = observe(probe, {"something": something}, 0, own_files=lambda name: True)
        wire.pack_observation(bytes(wire.NONCE_BYTES), seen)
        module, failed = load_leniently(
            "import torch\n\n\ndef f(x):\n    return x\n", "warm.py", "submission"
        )
        wire.pack_loaded(bytes(wire.NONCE_BYTES), failed, None)
        Soundness(vars(module), ()).holds()
    settle()


def _something(x: torch.Tensor) -> list[object]:
    weight = torch.nn.Parameter(x.float())
    layer = torch.nn.Linear(3, 3)
    images = torch.nn.functional.conv2d(weight[None, None], torch.ones(1, 1, 2, 2))
    logits = torch.nn.functional.relu(layer(weight)) + images.mean()
    torch.nn.functional.cross_entropy(logits, torch.arange(3)).backward()
    return _something_plain(x)


def _something_plain(x: torch.Tensor) -> list[object]:
    """What torch and numpy set up at the first call of a function costs as much as most probes."""
    found: list[object] = [torch.linalg.solve(x + 9 * torch.eye(3), x), torch.linalg.norm(x, dim=1)]
    for dtype in (torch.float32, torch.float64):
        y, n = x.to(dtype), x.argmax(1)
        found += [getattr(y, name)() for name in ELEMENTWISE] + [getattr(y, name)(dim=0) for name in ALONG]
        found += [y + y, y - 1, 2 * y, y / 3, -y, y**2, 1 / y, y @ y, y @ y[0], y.T, y[None] @ y[None]]
        found += [
            y > 0,
            y == y.T,
            (y > 0) & (y < 1),
            ~(y > 0),
            y.clamp(min=0),
            y.maximum(y.T),
            y.where(y > 0, -y),
        ]
        found += [
            y[n],
            y[:, n],
            y[torch.arange(3), n],
            y[y > 0],
            y[1:, ::2],
            y[..., None],
            y.gather(1, n[:, None]),
        ]
        found += [
            y.reshape(-1),
            y.permute(1, 0),
            y.flip(0),
            y.expand(2, 3, 3),
            y.repeat(2, 1),
            y.unfold(0, 2, 1),
        ]
        found += [
            torch.cat([y, y]),
            torch.stack([y, y]),
            torch.outer(y[0], y[1]),
            torch.einsum("ij,jk->ik", y, y),
        ]
        found += [
            torch.zeros_like(y).scatter_(1, n[:, None], 1.0),
            torch.tril(y),
            torch.diag(y),
            y.topk(2).values,
        ]
        found += [
            y.softmax(1),
            y.log_softmax(1),
            y.logsumexp(1),
            y.cumsum(0),
            y.var(0, correction=0),
            y.tolist(),
        ]
        found += [torch.randn(3, dtype=dtype), torch.rand(3), torch.linspace(0, 1, 3), torch.full((3,), 0.5)]
        z = y.clone()
        z[0], z[:, 1], z[z > 0] = 1.0, y[:, 0], 0.0
        z += y
        z.mul_(2).sub_(y, alpha=0.5).div_(y.norm())
        found += [z, z.numpy().copy(), torch.from_numpy(z.numpy()), torch.tensor(z.tolist()), float(z.sum())]
    count = torch.arange(6)
    found += [
        count // 2,
        count % 2,
        count * 2,
        count.sum(),
        count.bincount(),
        count.to(torch.uint8),
        count.tolist(),
    ]
    found += [
        torch.nn.functional.one_hot(count),
        torch.equal(count, count),
        count.max().item(),
        count.view(2, 3),
    ]
    return found


def warm_optimizers(gpu: bool) -> None:
    """Import what torch imports when the first optimizer is made: a second's work."""
    weight = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([weight])
    if not gpu:
        weight.sum().backward()
        optimizer.step()


def settle() -> None:
    """Make this process small, and forks of it cheap."""
    gc.collect()
    gc.freeze()
    kernel.collapse_memory()
    kernel.forget_files()
