"""Pictures of tensors show every number, mark every difference, and leave their arguments alone."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
import torch
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from shared.tensor_pictures import (
    WRONG,
    compare_tensors,
    draw_line,
    show_images,
    show_tensors,
    sketch_picture,
)


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    mpl.use("Agg")
    yield
    plt.close("all")


def titles() -> list[str]:
    return [ax.get_title() for ax in plt.gcf().axes]


def numbers(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def cells(ax: Axes) -> list[Rectangle]:
    return [p for p in ax.patches if isinstance(p, Rectangle) and p.get_fill()]


def outlined(ax: Axes) -> list[tuple[float, float]]:
    return [
        p.get_xy()
        for p in ax.patches
        if isinstance(p, Rectangle) and not p.get_fill() and to_hex(p.get_edgecolor()) == WRONG.lower()
    ]


def test_every_tensor_gets_its_name_its_shape_and_all_its_numbers() -> None:
    show_tensors({"x": torch.tensor([[1, 3, 0], [2, 4, 6]]), "mean": torch.tensor(2.5)})
    assert titles() == ["x\n(2, 3)", "mean\n()"]
    left, right = plt.gcf().axes
    assert numbers(left) == ["1", "3", "0", "2", "4", "6"]
    assert numbers(right) == ["2.5"]


def test_rows_run_downwards_and_sheets_to_the_right() -> None:
    show_tensors({"x": torch.arange(8).view(2, 2, 2)})
    places = [cell.get_xy() for cell in cells(plt.gcf().axes[0])]
    assert places[:4] == [(0, 0), (1, 0), (0, 1), (1, 1)]
    assert places[4] == (2.3, 0)


def test_equal_numbers_of_different_tensors_have_equal_colours() -> None:
    show_tensors({"x": torch.tensor([1, 7]), "y": torch.tensor([7.0, 100.0])})
    left, right = (cells(ax) for ax in plt.gcf().axes)
    assert left[1].get_facecolor() == right[0].get_facecolor()
    assert left[0].get_facecolor() != right[0].get_facecolor()


def test_a_number_that_is_not_finite_can_be_drawn() -> None:
    show_tensors({"x": torch.tensor([1.0, float("nan"), float("inf")])})
    assert numbers(plt.gcf().axes[0]) == ["1", "nan", "inf"]


@pytest.mark.parametrize("shape", [(2, 2, 2, 2), (0, 3), (21, 20)])
def test_a_tensor_that_makes_no_picture_is_refused_with_its_shape(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"cannot draw a tensor of shape") as caught:
        show_tensors({"x": torch.zeros(shape)})
    assert str(shape) in str(caught.value)


def test_no_tensor_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^no tensor to show$"):
        show_tensors({})


def test_an_equal_attempt_is_called_equal_up_to_rounding() -> None:
    compare_tensors(torch.tensor([0.1, 0.2]), torch.tensor([0.1, 0.2], dtype=torch.float64), "p")
    assert titles() == ["target p\n(2,)", "yours: equal\n(2,)"]
    assert outlined(plt.gcf().axes[1]) == []


def test_every_cell_that_differs_is_outlined() -> None:
    compare_tensors(torch.tensor([[1, 2, 3], [4, 5, 6]]), torch.tensor([[1, 2, 9], [8, 5, 6]]))
    assert titles()[1] == "yours: 2 of 6 differ\n(2, 3)"
    assert outlined(plt.gcf().axes[1]) == [(2, 0), (0, 1)]


def test_an_attempt_of_another_shape_is_drawn_without_marks() -> None:
    compare_tensors(torch.zeros(2, 3), torch.ones(3, 2))
    assert titles()[1] == "yours: another shape\n(3, 2)"
    assert numbers(plt.gcf().axes[1]) == ["1"] * 6
    assert outlined(plt.gcf().axes[1]) == []


@pytest.mark.parametrize(
    ("attempt", "title"),
    [
        (None, "yours: not a tensor\nNoneType"),
        (3.5, "yours: not a tensor\nfloat"),
        (torch.zeros(2, 1, 1, 1), "yours: another shape\n(2, 1, 1, 1)"),
    ],
)
def test_an_attempt_that_makes_no_picture_is_named(attempt: object, title: str) -> None:
    compare_tensors(torch.zeros(2), attempt)
    assert titles()[1] == title
    assert numbers(plt.gcf().axes[1]) == ["?"]


def test_the_sketch_is_stored_like_a_file_and_has_no_symmetry() -> None:
    picture = sketch_picture(24, 24)
    assert (picture.shape, picture.dtype) == ((24, 24, 3), torch.uint8)
    turned = [picture.rot90(k) for k in range(1, 4)]
    mirrored = [image.transpose(0, 1) for image in (picture, *turned)]
    assert not any(torch.equal(picture, other) for other in turned + mirrored)


def test_images_are_drawn_from_either_place_of_their_channels() -> None:
    stored = sketch_picture(16, 20)
    show_images({"stored": stored, "channels first": stored.permute(2, 0, 1) / 255})
    left, right = (ax.images[0].get_array() for ax in plt.gcf().axes)
    assert titles() == ["stored\n(16, 20, 3)", "channels first\n(3, 16, 20)"]
    assert left is not None
    assert right is not None
    assert left.shape == right.shape == (16, 20, 3)


def test_a_tensor_that_is_no_colour_image_is_refused_with_its_shape() -> None:
    with pytest.raises(ValueError, match=r"^not a colour image: shape \(4, 5\)$"):
        show_images({"grey": torch.zeros(4, 5)})


def test_a_line_is_drawn_where_the_function_is_zero_and_keeps_the_limits() -> None:
    _, ax = plt.subplots()
    ax.set(xlim=(-1, 1), ylim=(-2, 2))
    draw_line(ax, -8.0, torch.tensor([2.0, 1.0]), label="f = 0", colour="black")
    line = ax.lines[0]
    (x0, y0), slope = line.get_xy1(), line.get_slope()  # type: ignore[attr-defined]
    assert slope is None
    x1, y1 = line.get_xy2()  # type: ignore[attr-defined]
    assert [2 * x + y - 8 for x, y in ((x0, y0), (x1, y1))] == pytest.approx([0, 0])
    assert (ax.get_xlim(), ax.get_ylim()) == ((-1, 1), (-2, 2))


def test_weights_of_zero_have_no_line() -> None:
    _, ax = plt.subplots()
    draw_line(ax, 1.0, torch.zeros(2), label="", colour="black")
    assert len(ax.lines) == 0
