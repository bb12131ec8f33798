"""Pictures of grid worlds: values as colours, policies as arrows, walks as lines.

States are numbered along the rows, from the upper left corner; actions are ←, →, ↑, ↓, in this order.
"""

from __future__ import annotations

import matplotlib.pyplot as plt
import torch
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

DIRECTIONS = ((-1, 0), (1, 0), (0, -1), (0, 1))
"""Of the four arrows on paper: to the right, and down."""
LARGEST_WITH_NUMBERS = 8
"""Rows or columns up to which there is room for a number in every square."""


def draw_grid(
    ax: Axes,
    values: torch.Tensor,
    shape: tuple[int, int],
    *,
    policy: torch.Tensor | None = None,
    terminal: torch.Tensor | None = None,
    low: float | None = None,
    high: float | None = None,
    title: str = "",
) -> None:
    """Draw the values of all states, with an arrow for every action that a policy takes.

    Args:
        ax: where to draw.
        values: one number per state, shape (rows · columns,).
        shape: (rows, columns).
        policy: probabilities, shape (rows · columns, 4); an arrow is the darker the more probable it is.
        terminal: a mask, shape (rows · columns,); terminal squares are framed and have no arrows.
        low: the value of the darkest colour; by default the smallest.
        high: the value of the brightest colour; by default the largest.
        title: above the picture.
    """
    rows, columns = shape
    table = values.detach().reshape(rows, columns)
    low = float(table.min()) if low is None else low
    high = float(table.max()) if high is None else high
    ax.imshow(table.numpy(), vmin=low, vmax=high, cmap="viridis", alpha=0.85)
    ax.set(title=title, xticks=range(columns), yticks=range(rows))
    ax.set_xticklabels([str(j + 1) for j in range(columns)], fontsize=8)
    ax.set_yticklabels([str(i + 1) for i in range(rows)], fontsize=8)
    ax.tick_params(length=0)
    ax.grid(visible=False)
    for side in ax.spines.values():
        side.set_visible(False)
    ends = torch.zeros(rows * columns, dtype=torch.bool) if terminal is None else terminal
    numbers = max(shape) <= LARGEST_WITH_NUMBERS
    for s in range(rows * columns):
        row, column = divmod(s, columns)
        value = float(table[row, column])
        ink = "white" if value - low < 0.55 * (high - low) else "black"
        if ends[s]:
            frame = Rectangle(
                (column - 0.46, row - 0.46), 0.92, 0.92, fill=False, edgecolor="black", linewidth=2
            )
            ax.add_patch(frame)
        arrows = policy is not None and not bool(ends[s])
        if numbers:
            down, size = (0.36, 6) if arrows else (0.0, 8)
            ax.text(column, row + down, _number(value), ha="center", va="center", fontsize=size, color=ink)
        if policy is not None and arrows:
            _draw_arrows(ax, row - 0.1 * numbers, column, policy[s], ink)


def draw_grids(
    pictures: dict[str, tuple[torch.Tensor, torch.Tensor | None]],
    shape: tuple[int, int],
    terminal: torch.Tensor,
    *,
    per_row: int = 4,
) -> Figure:
    """Draw several tables of one grid, all with the same colours.

    Args:
        pictures: by title: the values, and a policy or None.
        shape: (rows, columns).
        terminal: a mask, shape (rows · columns,).
        per_row: how many stand side by side.

    Returns:
        The figure, to add to it.
    """
    low = min(float(values.min()) for values, _ in pictures.values())
    high = max(float(values.max()) for values, _ in pictures.values())
    lines = -(-len(pictures) // per_row)
    wide = min(per_row, len(pictures))
    size = (2.4 * wide, 2.4 * lines * shape[0] / shape[1] + 0.4 * lines)
    figure, axes = plt.subplots(lines, wide, figsize=size, squeeze=False)
    for ax in axes.flat[len(pictures) :]:
        ax.set_axis_off()
    for ax, (title, (values, policy)) in zip(axes.flat, pictures.items(), strict=False):
        draw_grid(ax, values, shape, policy=policy, terminal=terminal, low=low, high=high, title=title)
    return figure


def draw_walk(
    ax: Axes, states: torch.Tensor, shape: tuple[int, int], *, colour: str, label: str = ""
) -> None:
    """Draw a walk over a grid as a line from square to square, a little off the middle so that walks stay apart.

    Args:
        ax: a picture made by `draw_grid`.
        states: the states visited, in order.
        shape: (rows, columns) of the grid.
        colour: of the line.
        label: for a legend.
    """
    shake = torch.rand(2, len(states), generator=torch.Generator().manual_seed(len(states))) * 0.5 - 0.25
    x, y = states % shape[1] + shake[0], states // shape[1] + shake[1]
    ax.plot(x.numpy(), y.numpy(), "-", color=colour, linewidth=1.5, alpha=0.9, label=label)
    ax.plot(float(x[0]), float(y[0]), "o", color=colour, markersize=6)
    ax.plot(float(x[-1]), float(y[-1]), "s", color=colour, markersize=6)


def _draw_arrows(ax: Axes, row: float, column: int, chances: torch.Tensor, ink: str) -> None:
    for (right, down), chance in zip(DIRECTIONS, chances.tolist(), strict=True):
        if chance > 1e-6:
            ax.arrow(
                column,
                row,
                0.3 * right,
                0.3 * down,
                width=0.03,
                head_width=0.16,
                head_length=0.12,
                length_includes_head=True,
                color=ink,
                alpha=max(0.3, min(1.0, 2 * chance)),
            )


def _number(value: float) -> str:
    value = value if abs(value) > 1e-9 else 0.0
    return f"{value:.3g}" if abs(value) < 10 else f"{value:.1f}"
