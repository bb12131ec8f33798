"""A course that measures checkpoints: what a hand-in learnt counts, in the student's own class; nothing is run."""

from __future__ import annotations

import io
import pickle
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import safetensors.torch
import torch

from autograder.grading.pipeline import Grader
from autograder.results import Outcome, Verdict

COURSE = """\
title: Checkpoints
time_zone: Europe/Paris
runner: cpu
attempts: 20
late: {grace_minutes: 0, penalty_per_day: 0.0, max_days: 0}
assignments:
  - slug: signs
    weight: 1
    released: 2027-09-13T09:00:00+02:00
    due: 2027-09-26T23:59:00+02:00
    training: checkpoint
"""
REFERENCE = '''\
"""The sign of a sum."""

import torch
from torch import nn


def build():
    """A classifier of three numbers."""
    # BEGIN SOLUTION
    return nn.Linear(3, 2)
    # END SOLUTION
'''
CHECKS = '''\
"""Checks that students have."""

import torch

from autograder import Bound, Material, Training, check


def usual(draw, device):
    """Points, of which a checkpoint is asked the sign of the sum."""
    x = draw.normal(500, 3).float()
    return Material({"x": x}, {"sign": (x.sum(1) > 0).long()})


def new(draw, device):
    """For a run, which this course does not make."""
    raise RuntimeError("nobody trains here")


@check("build")
def scores_two_classes(impl, draw):
    """Five points get two scores each."""
    return {"shape": impl.build()(draw.normal(5, 3).float()).shape}


@check(
    "build",
    points=4,
    seconds=5,
    trains=Training(new, checkpoint=usual, threads=1),
    measure=lambda values, outside: {"accuracy": (values["said"] == outside["sign"]).double().mean()},
    bounds={"accuracy": Bound("guessing has 0.5", low=0.9)},
)
def knows_the_sign(impl, draw, run):
    """What the checkpoint says of points."""
    model = impl.build()
    model.load_state_dict(run.state_dict())
    with torch.no_grad():
        return {"said": model(run.material["x"]).argmax(1)}
'''
SOLVED = REFERENCE.replace("    # BEGIN SOLUTION\n", "").replace("    # END SOLUTION\n", "")
RIGHT = {"weight": torch.tensor([[-1.0] * 3, [1.0] * 3]), "bias": torch.zeros(2)}
UNTRAINED = {"weight": torch.zeros(2, 3), "bias": torch.zeros(2)}


@pytest.fixture(scope="module")
def grader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grader]:
    root = tmp_path_factory.mktemp("checkpoints")
    folder = root / "solutions" / "signs"
    folder.mkdir(parents=True)
    (root / "course.yaml").write_text(COURSE, encoding="utf-8")
    for name, text in {"signs.py": REFERENCE, "checks.py": CHECKS, "handout.md": "# Signs\n"}.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Grader(root, spares=0) as grader:
        yield grader


def saved(state: object) -> bytes:
    file = io.BytesIO()
    torch.save(state, file)
    return file.getvalue()


def graded(grader: Grader, folder: Path, **files: bytes) -> Outcome:
    """How the check of the checkpoint ended, for a zip with the solved module and these files (`_` for a dot)."""
    path = folder / "handed_in.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("signs.py", SOLVED)
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return next(o for o in grader.grade("signs", path).outcomes if o.check == "knows_the_sign")


def test_a_checkpoint_is_measured_in_the_students_own_class(grader: Grader, tmp_path: Path) -> None:
    outcome = graded(grader, tmp_path, checkpoint_safetensors=safetensors.torch.save(RIGHT))
    assert (outcome.verdict, outcome.points, outcome.measured) == (Verdict.PASSED, 4, {"accuracy": 1.0})


def test_a_checkpoint_of_torch_is_read_too_with_or_without_what_stands_beside_the_model(
    grader: Grader, tmp_path: Path
) -> None:
    for state in (RIGHT, {"model": RIGHT, "epoch": 3, "optimizer": {"lr": 0.1}}):
        assert graded(grader, tmp_path, checkpoint_pt=saved(state)).verdict is Verdict.PASSED


def test_a_checkpoint_that_has_not_learnt_gets_nothing(grader: Grader, tmp_path: Path) -> None:
    outcome = graded(grader, tmp_path, checkpoint_safetensors=safetensors.torch.save(UNTRAINED))
    assert (outcome.verdict, outcome.points) == (Verdict.FAILED, 0)
    assert outcome.message.startswith("accuracy: got 0.")


def test_a_hand_in_without_a_checkpoint_is_told_what_to_hand_in(grader: Grader, tmp_path: Path) -> None:
    outcome = graded(grader, tmp_path)
    assert (outcome.verdict, outcome.message) == (Verdict.FAILED, "there is no checkpoint in the hand-in")
    assert "checkpoint.safetensors or checkpoint.pt" in outcome.hint


def test_a_checkpoint_of_another_network_says_which_layers_do_not_fit(grader: Grader, tmp_path: Path) -> None:
    other = {"layers.weight": torch.zeros(2, 3)}
    outcome = graded(grader, tmp_path, checkpoint_safetensors=safetensors.torch.save(other))
    assert outcome.verdict is Verdict.ERROR
    assert "Missing key(s) in state_dict" in outcome.message


class Opens:
    """Opens a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, (str(self.path), "w")


def test_code_in_a_checkpoint_is_not_run(grader: Grader, tmp_path: Path) -> None:
    trap = tmp_path / "opened"
    for content in (saved({"weight": Opens(trap)}), pickle.dumps({"weight": Opens(trap)})):
        outcome = graded(grader, tmp_path, checkpoint_pt=content)
        assert outcome.verdict is Verdict.ERROR
        assert "the checkpoint cannot be read" in outcome.message
    assert not trap.exists()


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 and no more", b"\xff" * 64], ids=["empty", "torn", "noise"]
)
def test_a_damaged_checkpoint_is_the_students_to_mend(grader: Grader, tmp_path: Path, content: bytes) -> None:
    outcome = graded(grader, tmp_path, checkpoint_pt=content)
    assert outcome.verdict in (Verdict.ERROR, Verdict.FAILED)
    assert "checkpoint" in outcome.message


def test_two_checkpoints_are_refused(grader: Grader, tmp_path: Path) -> None:
    both = {"checkpoint_pt": saved(RIGHT), "checkpoint_safetensors": safetensors.torch.save(RIGHT)}
    outcome = graded(grader, tmp_path, **both)
    assert outcome.verdict is Verdict.ERROR
    assert "could each be the checkpoint" in outcome.message
