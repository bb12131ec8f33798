"""Pictures of tensors: numbers in coloured cells, target beside attempt, strips of images, a line moving.

Every function that shows something draws on a new pyplot figure, which a notebook displays at the end of the
cell. Equal numbers have equal colours within one figure, so the eye can follow an entry through a reshape.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

import matplotlib.pyplot as plt
import torch
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.patches import Rectangle

CELL = 0.42
"""Inches per cell."""
LETTER = 0.19
"""Width of a letter of a title, in cells."""
GAP = 0.3
"""Between the sheets of a tensor with three axes, in cells."""
MAX_CELLS = 400
"""More numbers than this are no picture."""
WRONG = "#D55E00"
"""Outline of a cell that differs from the target."""


def show_tensors(tensors: Mapping[str, torch.Tensor]) -> None:
    """Draw tensors side by side, each with its name and shape above it.

    Args:
        tensors: by name; at most 3 axes and 400 numbers each. The first axis of three is drawn from left to right.

    Raises:
        ValueError: there is nothing to draw, or too much of it.
    """
    if not tensors:
        raise ValueError("no tensor to show")
    scale = _common_scale(tensors.values())
    titles = [f"{name}\n{_shape(x)}" for name, x in tensors.items()]
    axes = _row_of_axes([_extent(x) for x in tensors.values()], titles)
    for ax, x in zip(axes, tensors.values(), strict=True):
        _draw(ax, x, scale)


def compare_tensors(target: torch.Tensor, yours: object, name: str = "") -> None:
    """Draw a target and an attempt side by side; cells that differ from the target are outlined.

    Args:
        target: what should come out; at most 3 axes and 400 numbers.
        yours: what came out: a tensor, or anything else, which is then named instead of drawn.
        name: of the result, for the title.

    Raises:
        ValueError: the target cannot be drawn.
    """
    drawable = isinstance(yours, torch.Tensor) and yours.ndim <= 3 and 0 < yours.numel() <= MAX_CELLS
    attempt = yours if isinstance(yours, torch.Tensor) and drawable else torch.zeros(1, 1)
    scale = _common_scale([target, attempt])
    titles = [
        f"target {name}\n{_shape(target)}",
        f"yours: {_verdict(target, yours)}\n{_describe(yours)}",
    ]
    left, right = _row_of_axes([_extent(target), _extent(attempt)], titles)
    _draw(left, target, scale)
    if not drawable:
        right.text(0.5, 0.5, "?", ha="center", va="center", fontsize=18)
        return
    _draw(right, attempt, scale)
    if attempt.shape == target.shape:
        wrong = _wrong(target, attempt)
        for x0, y0, index in _cells(attempt):
            if wrong[index]:
                right.add_patch(Rectangle((x0, y0), 1, 1, fill=False, edgecolor=WRONG, linewidth=2.5))


def sketch_picture(height: int = 48, width: int = 64) -> torch.Tensor:
    """A small picture without any symmetry: a house under a sun, so that every mirror and turn shows.

    Args:
        height: rows, at least 16.
        width: columns, at least 16.

    Returns:
        (height, width, 3), uint8, as image files are stored: channels red, green, blue last.
    """
    row = torch.linspace(0, 1, height).unsqueeze(1).expand(height, width)
    column = torch.linspace(0, 1, width).unsqueeze(0).expand(height, width)
    sky = torch.stack([110 + 90 * row, 170 + 50 * row, 250 - 20 * row], dim=2)
    shapes = (
        (row > 0.72 + 0.06 * column, (70, 150, 60)),
        ((row - 0.2) ** 2 * (height / width) ** 2 + (column - 0.83) ** 2 < 0.011, (255, 215, 60)),
        ((row > 0.45) & (row < 0.82) & (column > 0.14) & (column < 0.54), (215, 180, 140)),
        ((row > 0.22) & (row <= 0.45) & ((column - 0.34).abs() < 1.1 * (row - 0.22)), (200, 40, 40)),
        ((row > 0.58) & (row < 0.82) & (column > 0.2) & (column < 0.3), (90, 50, 30)),
        ((row > 0.54) & (row < 0.68) & (column > 0.38) & (column < 0.48), (70, 110, 200)),
        ((row > 0.12) & (row < 0.3) & (column > 0.44) & (column < 0.49), (120, 60, 50)),
    )
    picture = sky
    for inside, colour in shapes:
        picture = torch.where(inside.unsqueeze(2), torch.tensor(colour, dtype=picture.dtype), picture)
    return picture.round().to(torch.uint8)


def show_images(images: Mapping[str, torch.Tensor]) -> None:
    """Draw images side by side with their names and shapes.

    Args:
        images: by name: (3, H, W), or (H, W, 3) as stored; uint8, or floating point from 0 to 1.

    Raises:
        ValueError: one of them has neither shape.
    """
    pixels = {name: _channels_last(image) for name, image in images.items()}
    _, axes = plt.subplots(1, len(pixels), figsize=(2.3 * len(pixels), 2.5), squeeze=False)
    for ax, (name, image) in zip(axes[0], pixels.items(), strict=True):
        ax.imshow(image.numpy())
        ax.set_title(f"{name}\n{_shape(images[name])}", fontsize=9)
        ax.set_axis_off()


def draw_line(ax: Axes, w0: float, w: torch.Tensor, *, label: str, colour: str, alpha: float = 1.0) -> None:
    """Draw the line w0 + w₁x₁ + w₂x₂ = 0 across the axes, without changing their limits.

    A perceptron that has not learnt anything (w = 0) has no line, and nothing is drawn.
    """
    a, b = (float(v) for v in w)
    if a == 0 and b == 0:
        return
    limits = ax.get_xlim(), ax.get_ylim()
    foot = (-w0 * a / (a * a + b * b), -w0 * b / (a * a + b * b))
    ax.axline(foot, (foot[0] - b, foot[1] + a), color=colour, alpha=alpha, label=label)
    ax.set_xlim(limits[0])
    ax.set_ylim(limits[1])


def _row_of_axes(extents: list[tuple[float, int]], titles: list[str]) -> list[Axes]:
    """Titled axes side by side, with cells of one size and room for what they will hold."""
    widths = [
        max(w + 1, LETTER * max(map(len, t.split("\n")))) for (w, _), t in zip(extents, titles, strict=True)
    ]
    height = max(h for _, h in extents)
    figure = plt.figure(figsize=(CELL * sum(widths), CELL * height + 0.6))
    grid = figure.add_gridspec(1, len(extents), width_ratios=widths)
    axes = [figure.add_subplot(grid[0, i]) for i in range(len(extents))]
    for ax, (w, _), width, title in zip(axes, extents, widths, titles, strict=True):
        margin = (width - w) / 2
        ax.set(xlim=(-margin, w + margin), ylim=(height + 0.1, -0.1), aspect="equal", anchor="N")
        ax.set_axis_off()
        ax.set_title(title, fontsize=9)
    return axes


def _extent(x: torch.Tensor) -> tuple[float, int]:
    """Width and height of a drawing in cells."""
    if x.ndim > 3 or not 0 < x.numel() <= MAX_CELLS:
        raise ValueError(
            f"cannot draw a tensor of shape {tuple(x.shape)}: 1 to {MAX_CELLS} numbers, at most 3 axes"
        )
    sheets, rows, columns = (1,) * (3 - x.ndim) + tuple(x.shape)
    return sheets * (columns + GAP) - GAP, rows


def _cells(x: torch.Tensor) -> Iterator[tuple[float, int, tuple[int, ...]]]:
    """Left, top and index of every cell."""
    _, rows, columns = (1,) * (3 - x.ndim) + tuple(x.shape)
    for flat in range(x.numel()):
        sheet, rest = divmod(flat, rows * columns)
        row, column = divmod(rest, columns)
        index = (sheet, row, column)[3 - x.ndim :]
        yield sheet * (columns + GAP) + column, row, index


def _draw(ax: Axes, x: torch.Tensor, scale: Normalize) -> None:
    colours = plt.get_cmap("viridis")
    for left, top, index in _cells(x):
        value = x[index].item()
        shade = float(scale(float(value))) if math.isfinite(value) else 0.5
        ax.add_patch(Rectangle((left, top), 1, 1, facecolor=colours(shade), edgecolor="white", alpha=0.75))
        ink = "white" if shade < 0.45 else "black"
        ax.text(left + 0.5, top + 0.5, _number(value), ha="center", va="center", fontsize=9, color=ink)


def _common_scale(tensors: Iterable[torch.Tensor]) -> Normalize:
    finite = [x[x.isfinite()].double() for x in tensors if x.numel()]
    values = torch.cat([x.reshape(-1) for x in finite]) if finite else torch.zeros(1)
    low, high = (float(values.min()), float(values.max())) if values.numel() else (0.0, 1.0)
    return Normalize(low, high if high > low else low + 1, clip=True)


def _number(value: float) -> str:
    if isinstance(value, int):
        return f"{value:d}"
    return f"{value:.2g}" if abs(value) < 100 else f"{value:.4g}"


def _shape(x: torch.Tensor) -> str:
    return str(tuple(x.shape))


def _describe(yours: object) -> str:
    return _shape(yours) if isinstance(yours, torch.Tensor) else type(yours).__name__


def _verdict(target: torch.Tensor, yours: object) -> str:
    if not isinstance(yours, torch.Tensor):
        return "not a tensor"
    if yours.shape != target.shape:
        return "another shape"
    wrong = int(_wrong(target, yours).sum())
    return "equal" if not wrong else f"{wrong} of {target.numel()} differ"


def _wrong(target: torch.Tensor, yours: torch.Tensor) -> torch.Tensor:
    """Where two tensors of one shape differ by more than rounding."""
    return ~torch.isclose(yours.double(), target.double(), rtol=1e-5, atol=1e-6, equal_nan=True)


def _channels_last(image: torch.Tensor) -> torch.Tensor:
    if image.ndim != 3 or 3 not in (image.shape[0], image.shape[2]):
        raise ValueError(f"not a colour image: shape {tuple(image.shape)}")
    last = image.permute(1, 2, 0) if image.shape[0] == 3 else image
    return last if last.dtype == torch.uint8 else last.clamp(0, 1)
