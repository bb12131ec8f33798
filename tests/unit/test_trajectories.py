import matplotlib as mpl
import pytest
import torch
from matplotlib.figure import Figure

from shared.trajectories import SADDLE, VALLEY, draw_paths, follow

mpl.use("Agg")


class Descent:
    """Gradient descent with a step of 0.4, stepped after a backward pass."""

    lr = 0.4

    def __init__(self, params):
        self.params = params

    def zero_grad(self):
        for p in self.params:
            p.grad = None

    def step(self):
        with torch.no_grad():
            for p in self.params:
                p.sub_(self.lr * p.grad)


class AskingDescent(Descent):
    """The same, asking for its gradient itself, as `torch.optim` can."""

    def step(self, closure):
        loss = closure()
        super().step()
        return loss


class SmallSteps(Descent):
    """The same with a step of 0.1."""

    lr = 0.1


def test_a_path_has_the_start_and_a_point_for_every_step():
    path = follow(Descent, VALLEY, (-5.0, -2.0), 7)
    assert path.shape == (8, 2)
    assert path.dtype == torch.float64
    assert path[0].tolist() == [-5.0, -2.0]


def test_gradient_descent_shrinks_each_coordinate_of_the_valley_by_its_own_factor():
    path = follow(Descent, VALLEY, (-5.0, -2.0), 3)
    assert path[:, 0].tolist() == pytest.approx([-5 * 0.92**t for t in range(4)])
    assert path[:, 1].tolist() == pytest.approx([-2 * (-0.6) ** t for t in range(4)])


def test_a_step_with_a_closure_takes_the_same_path():
    assert torch.equal(follow(AskingDescent, VALLEY, (1.0, 1.0), 5), follow(Descent, VALLEY, (1.0, 1.0), 5))


def test_noise_depends_on_its_seed_alone():
    path = follow(SmallSteps, SADDLE, (1.0, 0.0), 50, noise=0.1, seed=1)
    assert torch.equal(path, follow(SmallSteps, SADDLE, (1.0, 0.0), 50, noise=0.1, seed=1))
    assert not torch.equal(path, follow(SmallSteps, SADDLE, (1.0, 0.0), 50, noise=0.1, seed=2))
    assert path[-1, 1].abs() == pytest.approx(1, abs=0.1)


def test_without_noise_the_saddle_holds_the_path():
    path = follow(SmallSteps, SADDLE, (1.0, 0.0), 50)
    assert path[:, 1].abs().max() == 0
    assert path[-1, 0] == pytest.approx(0.8**50)


def test_a_path_that_runs_off_is_drawn_to_its_first_point_far_outside():
    ax = Figure().subplots()
    runs_off = torch.tensor([[0.0, 0.0], [0.0, 4.0], [0.0, 40.0], [0.0, 400.0]], dtype=torch.float64)
    draw_paths(ax, VALLEY, {"runs off": runs_off})
    assert ax.get_xlim() == VALLEY.x
    assert ax.get_ylim() == VALLEY.y
    assert list(ax.lines[0].get_ydata()) == [0.0, 4.0, 40.0]


def test_infinities_are_not_drawn():
    ax = Figure().subplots()
    explodes = torch.tensor([[0.0, 0.0], [1e300, float("inf")], [float("nan"), 0.0]], dtype=torch.float64)
    draw_paths(ax, VALLEY, {"explodes": explodes})
    assert list(ax.lines[0].get_xdata()) == [0.0]


def test_one_path_names_the_picture_and_two_get_a_legend():
    ax, other = Figure().subplots(1, 2)
    path = torch.zeros(3, 2, dtype=torch.float64)
    draw_paths(ax, SADDLE, {"calm": path})
    draw_paths(other, SADDLE, {"calm": path, "shaken": path})
    assert ax.get_title() == "calm"
    assert ax.get_legend() is None
    assert other.get_title() == "x² − y² + y⁴/2"
    assert [text.get_text() for text in other.get_legend().get_texts()] == ["calm", "shaken"]


def test_contours_can_stand_alone():
    ax = Figure().subplots()
    draw_paths(ax, SADDLE, {})
    assert ax.get_title() == "x² − y² + y⁴/2"
    assert ax.get_legend() is None
