"""Two surfaces to descend, the path an optimizer takes on them, and a picture of several paths."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import torch
from matplotlib.axes import Axes


class Stepper(Protocol):
    """What `follow` needs of an optimizer; ours and those of `torch.optim` have it."""

    step: Callable[..., object]

    def zero_grad(self) -> None:
        """Forget the gradients of the last backward pass."""


@dataclass(frozen=True)
class Surface:
    """A function of two variables.

    Attributes:
        name: the formula, for titles.
        value: from x and y, tensors of one shape, to a tensor of that shape.
        x: the range of x to draw.
        y: the range of y to draw.
    """

    name: str
    value: Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
    x: tuple[float, float]
    y: tuple[float, float]


VALLEY = Surface("0.1 x² + 2 y²", lambda x, y: 0.1 * x**2 + 2 * y**2, (-5.5, 2.5), (-3.2, 3.2))
"""A long valley: curvature 0.2 along x and 4 along y, minimum at (0, 0)."""
SADDLE = Surface("x² − y² + y⁴/2", lambda x, y: x**2 - y**2 + y**4 / 2, (-0.5, 1.3), (-1.5, 1.5))
"""A saddle at (0, 0) between two minima at (0, ±1)."""


def follow(
    make: Callable[[list[torch.Tensor]], Stepper],
    surface: Surface,
    start: tuple[float, float],
    steps: int,
    *,
    noise: float = 0.0,
    seed: int = 0,
) -> torch.Tensor:
    """The path of an optimizer on a surface.

    Args:
        make: from a list with one parameter of shape (2,) to an optimizer; one whose `step` has a parameter
            `closure` is called with a closure, the others after a backward pass.
        surface: what to descend.
        start: the first point.
        steps: number of steps.
        noise: standard deviation of what is added to each component of each gradient.
        seed: of that noise.

    Returns:
        The points, float64, shape (steps + 1, 2).
    """
    theta = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    generator = torch.Generator().manual_seed(seed)
    optimizer = make([theta])

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = surface.value(theta[0], theta[1])
        torch.autograd.backward(loss)
        if noise and theta.grad is not None:
            theta.grad += noise * torch.randn(2, dtype=torch.float64, generator=generator)
        return loss

    path = [theta.detach().clone()]
    for _ in range(steps):
        if "closure" in inspect.signature(optimizer.step).parameters:
            optimizer.step(closure)
        else:
            closure()
            optimizer.step()
        path.append(theta.detach().clone())
    return torch.stack(path)


def draw_paths(ax: Axes, surface: Surface, paths: Mapping[str, torch.Tensor]) -> None:
    """Draw the contours of a surface and paths over them, each with a dot at its end.

    A path that runs off is drawn until it is one width or height of the picture outside. The name of a single path
    becomes the title; several get a legend.

    Args:
        ax: where to draw; it is limited to the surface's ranges, whatever a path does.
        surface: the landscape.
        paths: by name, each of shape (points, 2).
    """
    x, y = torch.linspace(*surface.x, 120), torch.linspace(*surface.y, 120)
    grid_x, grid_y = torch.meshgrid(x, y, indexing="xy")
    values = surface.value(grid_x, grid_y)
    heights = (values - values.min()).sqrt()  # equal steps of the root: the bottom of a valley shows, too
    ax.contour(x, y, heights, levels=14, colors="#bbbbbb", linewidths=0.6)
    for name, path in paths.items():
        seen = path[: _points_nearby(path, surface)]
        (line,) = ax.plot(seen[:, 0], seen[:, 1], ".-", markersize=4, linewidth=1.2, label=name)
        ax.plot(seen[-1, 0], seen[-1, 1], "o", markersize=7, color=line.get_color())
    ax.set(xlim=surface.x, ylim=surface.y, title=next(iter(paths)) if len(paths) == 1 else surface.name)
    ax.grid(False)
    if len(paths) > 1:
        ax.legend(fontsize=8)


def _points_nearby(path: torch.Tensor, surface: Surface) -> int:
    """How many points to draw: up to the first that is one size of the picture outside, and finite in any case."""
    low = torch.tensor([surface.x[0], surface.y[0]], dtype=path.dtype)
    high = torch.tensor([surface.x[1], surface.y[1]], dtype=path.dtype)
    near = ((path > 2 * low - high) & (path < 2 * high - low)).all(dim=1)
    count = int(near.long().cumprod(0).sum())
    return count + int(count < len(path) and bool(path[count].abs().max() < 1e6))
