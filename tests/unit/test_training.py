"""How a training run says how far it is, and what makes a check one."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import pytest
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from autograder.checks import Bound, Check, Suite, check
from autograder.draw import Draw
from autograder.errors import InstructorError
from autograder.training import MOST, Material, Progress, Run, Training, Watched, read_progress

Batches = list[tuple[torch.Tensor, torch.Tensor]]
GOOD: dict[str, float] = {
    "epoch": 2,
    "epochs": 8,
    "done": 0.25,
    "loss": 1.5,
    "accuracy": 0.5,
    "images_per_second": 1000.0,
    "seconds_left": 60.0,
}


@pytest.fixture(autouse=True)
def _no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the end of an epoch is told, however slow this machine is."""
    monkeypatch.setattr("autograder.training.TOLD_SECONDS", math.inf)


# What is read of it


def test_progress_is_read_as_it_was_told() -> None:
    told = Progress(2, 8, 0.25, 1.5, 0.5, 1000.0, 60.0)
    assert read_progress(asdict(told)) == told == read_progress(GOOD)


def test_numbers_get_the_types_that_progress_has() -> None:
    read = read_progress({**GOOD, "epoch": 2.0, "loss": 1})
    assert (type(read.epoch), type(read.loss)) == (int, float)


@pytest.mark.parametrize(
    "bent",
    [
        {},
        [],
        None,
        "progress",
        list(GOOD.values()),
        {k: v for k, v in GOOD.items() if k != "loss"},
        {**GOOD, "points": 3.0},
        {**{k: v for k, v in GOOD.items() if k != "loss"}, "lost": 1.5},
    ],
    ids=lambda bent: repr(bent)[:25],
)
def test_other_names_than_those_of_progress_are_refused(bent: Any) -> None:
    with pytest.raises(ValueError, match=r"^progress has other numbers$"):
        read_progress(bent)


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize(
    "value",
    ["0.5", True, None, [0.5], {}, math.nan, math.inf, -math.inf, 1.1e9, 10**400, -1, -(10**400)],
    ids=lambda value: repr(value)[:8],
)
def test_values_that_are_no_numbers_of_a_progress_are_refused(name: str, value: Any) -> None:
    with pytest.raises(ValueError, match=r"^progress is numbers from 0 to a billion$"):
        read_progress({**GOOD, name: value})


@pytest.mark.parametrize("name", ["done", "accuracy"])
def test_a_share_above_one_is_refused(name: str) -> None:
    assert getattr(read_progress({**GOOD, name: 1.0}), name) == 1
    with pytest.raises(ValueError, match=r"^a share is at most 1$"):
        read_progress({**GOOD, name: 1.01})


# Watched batches


def batches(*sizes: int, seed: int = 1) -> Batches:
    """Three features and two classes."""
    draw = Draw(seed)
    return [(draw.normal(n, 3).float(), draw.integers(0, 2, n)) for n in sizes]


def linear(seed: int = 2) -> nn.Linear:
    model = nn.Linear(3, 2)
    with torch.no_grad():
        model.weight.copy_(Draw(seed).normal(2, 3))
        model.bias.zero_()
    return model


def watched(
    data: Any, model: nn.Module, epochs: int, each: Callable[[nn.Module, torch.Tensor], Any] | None = None
) -> list[Progress]:
    """What is told while a model sees all batches so often; nothing is learnt."""
    told: list[Progress] = []
    run = Run({}, torch.device("cpu"), told.append)
    loader = run.watch(data, model, epochs)
    for _ in range(epochs):
        for x, _y in loader:
            (each or (lambda model, x: model(x)))(model, x)
    return told


def truth(model: nn.Module, data: Batches) -> tuple[float, float]:
    """Mean cross-entropy and share of right answers over all batches."""
    x, y = (torch.cat(parts) for parts in zip(*data, strict=True))
    logits = model(x).detach()
    return float(cross_entropy(logits, y)), float((logits.argmax(1) == y).float().mean())


def test_watched_batches_are_the_same_in_every_epoch() -> None:
    data = batches(4, 4, 3)
    loader = Run({}, torch.device("cpu")).watch(data, linear(), 2)
    assert len(loader) == 3
    for _ in range(2):
        seen = list(loader)
        assert all(
            a is b for got, want in zip(seen, data, strict=True) for a, b in zip(got, want, strict=True)
        )


def test_the_end_of_every_epoch_is_told_with_what_is_left() -> None:
    told = watched(batches(4, 4), linear(), 4)
    assert [(p.epoch, p.epochs, p.done) for p in told] == [
        (1, 4, 0.25),
        (2, 4, 0.5),
        (3, 4, 0.75),
        (4, 4, 1.0),
    ]
    assert told[-1].seconds_left == 0
    assert all(p.seconds_left > 0 for p in told[:-1])
    assert all(p.images_per_second > 0 for p in told)


def test_progress_within_an_epoch_is_told_when_time_has_gone_by(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.training.TOLD_SECONDS", -1.0)
    told = watched(batches(4, 4), linear(), 2)
    assert [(p.epoch, p.done) for p in told] == [(1, 0.25), (1, 0.5), (2, 0.75), (2, 1.0)]


@pytest.mark.parametrize("sizes", [(4, 4), (4, 4, 1), (5,)], ids=["even", "partial last batch", "one batch"])
def test_loss_and_accuracy_are_means_over_images_and_not_over_batches(sizes: tuple[int, ...]) -> None:
    data, model = batches(*sizes), linear()
    (told,) = watched(data, model, 1)
    loss, accuracy = truth(model, data)
    assert told.loss == pytest.approx(loss, rel=1e-5)
    assert told.accuracy == pytest.approx(accuracy)


def test_a_network_that_knows_all_answers_has_accuracy_one() -> None:
    data = batches(4, 3)
    answers = iter([nn.functional.one_hot(y, 2) * 50.0 for _, y in data])

    class Knows(nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return next(answers)

    (told,) = watched(data, Knows(), 1)
    assert (told.accuracy, told.loss) == (1.0, 0.0)


def test_each_epoch_is_counted_for_itself() -> None:
    data, model = batches(6), linear()
    scales = iter([1.0, 0.0])

    def scaled(model: nn.Module, x: torch.Tensor) -> None:
        for p in model.parameters():
            p.data.mul_(next(scales) if p.ndim == 2 else 1)
        model(x)

    first, second = watched(data, model, 2, scaled)
    assert first.loss == pytest.approx(truth(linear(), data)[0], rel=1e-5)
    assert second.loss == pytest.approx(math.log(2))


def test_the_forward_pass_in_eval_mode_does_not_count() -> None:
    data, model = batches(4, 4), linear()

    def trains_and_looks(model: nn.Module, x: torch.Tensor) -> None:
        model(x)
        model.eval()
        model(-100 * x)
        model.train()

    assert [p.loss for p in watched(data, model, 1, trains_and_looks)] == pytest.approx(
        [truth(model, data)[0]]
    )
    (told,) = watched(data, model.eval(), 1)
    assert (told.loss, told.accuracy) == (0, 0)


@pytest.mark.parametrize(
    "output",
    [
        lambda x: None,
        lambda x: (x, x),
        lambda x: {"logits": x},
        lambda x: x[:, 0],
        lambda x: x[:-1],
        lambda x: x[:, :0],
        lambda x: x[None],
        lambda x: nn.Parameter(x),
    ],
    ids=["none", "tuple", "dict", "one number", "too few", "no class", "three dimensions", "parameter"],
)
def test_an_output_that_is_no_logits_ends_nothing_and_counts_as_zero(output: Callable[..., Any]) -> None:
    class Odd(nn.Module):
        def forward(self, x: torch.Tensor) -> Any:
            return output(x)

    (told,) = watched(batches(4), Odd(), 1)
    assert (told.loss, told.accuracy, told.done) == (0, 0, 1)
    assert read_progress(asdict(told)) == told


def test_a_batch_that_the_network_was_not_shown_borrows_no_answer_from_the_last() -> None:
    data = batches(4, 4)
    shown = iter([True, False])
    (told,) = watched(data, linear(), 1, lambda model, x: model(x) if next(shown) else None)
    assert told.accuracy == pytest.approx(truth(linear(), data[:1])[1] / 2)
    assert told.loss == pytest.approx(truth(linear(), data[:1])[0] / 2)


def test_a_network_with_too_few_classes_is_not_stopped_by_being_watched() -> None:
    data = [(torch.zeros(3, 3), torch.tensor([0, 1, 9]))]
    (told,) = watched(data, linear(), 1)
    assert told.accuracy == pytest.approx(1 / 3)


@pytest.mark.parametrize("factor", [math.nan, math.inf, 1e20], ids=["nan", "inf", "huge"])
def test_a_loss_that_left_all_bounds_can_still_be_told(factor: float) -> None:
    (told,) = watched(batches(4), linear(), 1, lambda model, x: model(x * factor))
    assert told.loss == MOST
    assert read_progress(asdict(told)) == told


def test_epochs_beyond_those_announced_can_still_be_told() -> None:
    told: list[Progress] = []
    loader = Watched(batches(4), linear(), 1, told.append)
    for _ in range(3):
        list(loader)
    assert [(p.epoch, p.done, p.seconds_left) for p in told] == [(1, 1, 0), (2, 1, 0), (3, 1, 0)]
    assert [read_progress(asdict(p)) for p in told] == told


def test_a_loop_that_does_nothing_at_all_can_still_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.training.time.monotonic", lambda: 0.0)
    data = [(torch.empty(10_000, 0), torch.zeros(10_000, dtype=torch.int64))] * 2
    (told,) = watched(data, linear(), 1, lambda model, x: None)
    assert told.images_per_second == MOST
    assert read_progress(asdict(told)) == told


def test_a_copy_of_the_network_does_not_copy_the_batches() -> None:
    model = linear()
    loader = Watched(batches(4), model, 1, print)
    hooks = copy.deepcopy(model)._forward_hooks.values()
    assert [getattr(hook, "__self__", None) for hook in hooks] == [loader]


def test_watching_changes_neither_weights_nor_gradients() -> None:
    def trained(watch: bool) -> torch.Tensor:
        model, data = linear(), batches(4, 3)
        loader = Run({}, torch.device("cpu")).watch(data, model, 2) if watch else data
        for _ in range(2):
            for x, y in loader:
                model.zero_grad()
                cross_entropy(model(x), y).backward()
                with torch.no_grad():
                    for p in model.parameters():
                        p.add_(p.grad if p.grad is not None else 0, alpha=-0.1)
        return model.weight.detach()

    assert torch.equal(trained(watch=True), trained(watch=False))


# Checks that train


def material(draw: Draw, device: str) -> Material:
    return Material({}, {})


OPTIONS: dict[str, Any] = {
    "trains": Training(material),
    "measure": lambda values, outside: {"accuracy": 1.0},
    "bounds": {"accuracy": Bound(low=0.5, reason="ten seeds")},
    "seconds": 9.0,
}


def made(name: str, *, hidden: bool = False, **options: Any) -> Check:
    def probe(impl: Any, draw: Draw, run: Run) -> dict[str, Any]:
        return {}

    probe.__name__ = name
    return replace(check("fit", **options)(probe), hidden=hidden)


@pytest.mark.parametrize("missing", ["measure", "bounds", "seconds"])
def test_a_training_run_without_what_decides_on_it_is_refused(missing: str) -> None:
    with pytest.raises(InstructorError) as caught:
        check("fit", **{name: value for name, value in OPTIONS.items() if name != missing})
    assert caught.value.message == "a training run needs `measure=`, `bounds=` and `seconds=`"


def test_a_training_run_has_one_seed_and_one_limit() -> None:
    run = made("learns", seeds=5, **OPTIONS)
    assert (run.seeds, run.limit()) == (1, 9.0)


def test_a_suite_tells_training_runs_from_what_is_compared() -> None:
    first, run = made("is_exact"), made("learns", **OPTIONS)
    secret, hidden_run = made("is_right", hidden=True), made("learns_more", hidden=True, **OPTIONS)
    suite = Suite((first, run, secret, hidden_run))
    assert suite.public == (first,)
    assert suite.quick == (first, secret)
    assert suite.trainings == (run, hidden_run)
    assert suite.of("fit") == suite.checks
