"""The whole of `resnet` as it is graded on two cores: sealed, trained from nothing, measured, scored by its bands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import torch

from autograder.modules import load_path
from autograder.training import Run
from shared.data import DataMissingError, cifar10
from shared.graded_run import ON_CPU, ON_GPU, Recipe, scores, trained_network

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "solutions" / "resnet" / "resnet.py"


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    return load_path(REFERENCE, "resnet_reference")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], str]:
    """The report of the reference, handed in like a student's file, and what was shown on the way."""
    try:
        cifar10(train=False)
    except DataMissingError as error:
        pytest.skip(str(error))
    file = tmp_path_factory.mktemp("handed_in") / "resnet.py"
    file.write_bytes(REFERENCE.read_bytes())
    command = [sys.executable, "-m", "autograder.cli", "grade", "resnet", str(file), "--json"]
    environment = {**os.environ, "AUTOGRADER_SECRET": "the secret of a test: the same split each time"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=1500, check=False
    )
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return json.loads(done.stdout), done.stderr


def outcome(report: dict[str, Any], check: str) -> dict[str, Any]:
    found: dict[str, Any] = next(o for o in report["outcomes"] if o["check"] == check)
    return found


@pytest.mark.slow
def test_the_reference_gets_all_points_of_all_bands(report: tuple[dict[str, Any], str]) -> None:
    found, _ = report
    assert found["score"] == found["possible"]
    measured = outcome(found, "learns_to_tell_ten_classes")["measured"]
    assert 0.75 < measured["cpu accuracy"] < 0.79
    assert 0.34 < outcome(found, "learns_though_it_is_deep")["measured"]["accuracy"] < 0.46
    assert outcome(found, "nothing_is_learnt_from_labels_by_lot")["measured"]["accuracy"] < 0.2


@pytest.mark.slow
def test_a_run_is_shown_epoch_by_epoch_and_kept_as_a_curve(report: tuple[dict[str, Any], str]) -> None:
    found, shown = report
    curve = outcome(found, "learns_to_tell_ten_classes")["curve"]
    assert [point["epoch"] for point in curve] == [1, 2, 3, 4, 5]
    assert curve[0]["loss"] > curve[4]["loss"]
    assert "learns to tell ten classes: epoch 1 of 5" in shown
    assert "images/s" in shown


@pytest.mark.slow
def test_a_machine_without_a_gpu_says_that_the_course_asked_for_one(
    report: tuple[dict[str, Any], str],
) -> None:
    found, _ = report
    says = any("this machine has no GPU" in note for note in found["notes"])
    assert says != Path("/dev/nvidia0").exists()


def cast_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    cast = torch.autocast

    def always(kind: str, dtype: torch.dtype, enabled: bool, cache_enabled: bool = True) -> torch.autocast:
        return cast(kind, dtype, enabled=True, cache_enabled=cache_enabled)

    monkeypatch.setattr(torch, "autocast", always)


def test_weights_are_cast_anew_in_every_step(reference: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """One epoch of the same eight images: with weights kept from the first step the loss would not fall."""
    cast_everywhere(monkeypatch)
    torch.manual_seed(0)
    x, y = torch.randn(8, 3, 16, 16), torch.arange(8)
    model = reference.ResNetCIFAR(1, (8, 16))
    history = reference.fit(model, [(x, y)] * 60, [(x, y)], 1, 0.1, "cpu")
    assert history["train_loss"][0] < 1.5
    assert history["train_acc"][0] > 0.6


@pytest.mark.parametrize("bf16", [False, True], ids=["float32", "bfloat16"])
@pytest.mark.parametrize("recipe", [ON_CPU, ON_GPU], ids=["cpu track", "gpu track"])
def test_both_tracks_train_in_both_precisions(
    reference: ModuleType, recipe: Recipe, bf16: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a CPU, where nothing is cast of itself: `bfloat16` switches on what a GPU would."""
    if bf16:
        cast_everywhere(monkeypatch)
    generator = torch.Generator().manual_seed(1)
    images = torch.randint(0, 256, (24, 3, 32, 32), dtype=torch.uint8, generator=generator)
    labels = torch.randint(10, (24,), generator=generator)
    few = Recipe(recipe.network, epochs=2, batch_size=16, lr=0.01, pad=recipe.pad)
    told: list[Any] = []
    run = Run({}, torch.device("cpu"), told.append)

    class Draw:
        def generator(self) -> torch.Generator:
            return torch.Generator().manual_seed(2)

    torch.manual_seed(0)
    model = trained_network(reference, Draw(), run, few, images, labels)
    assert told[-1].epoch == 2
    assert 0 < told[-1].loss < 10
    assert {p.dtype for p in model.parameters()} == {torch.float32}
    assert scores(model, images, run.device).shape == (24, 10)
