"""How workers are started; whether their walls hold is asked in tests/hostile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from autograder.errors import OperatorError
from autograder.grading import rungs
from autograder.grading.rungs import BUBBLEWRAP, FORKED, LADDER, LANDLOCKED, gpu_devices
from autograder.grading.sandboxes import Sandboxes
from autograder.grading.staging import Stage
from autograder.grading.worker import Probes

STAGE = Stage(Path("/stage/python"), Path("/stage/site"), Path("/stage/kit"))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, Any]]]:
    """Commands and settings of the programs that would have been started."""
    calls: list[tuple[list[str], dict[str, Any]]] = []

    def program(
        command: list[str], variables: object, settings: dict[str, Any], scratch: object = None
    ) -> object:
        calls.append((command, settings))
        return object()

    monkeypatch.setattr(rungs, "Program", program)
    monkeypatch.setattr(rungs.shutil, "which", lambda name: f"/usr/bin/{name}")
    return calls


def test_ladder_goes_from_two_walls_to_none() -> None:
    assert [rung.short for rung in LADDER] == ["bubblewrap+fork", "bubblewrap", "landlock+seccomp", "process"]
    assert [rung.isolated for rung in LADDER] == [True, True, True, False]


def test_a_machine_without_gpu_has_no_devices(tmp_path: Path) -> None:
    (tmp_path / "nvidiactl").touch()
    assert gpu_devices(tmp_path) == ()


def test_devices_are_every_gpu_and_what_all_of_them_need(tmp_path: Path) -> None:
    for name in ("nvidia0", "nvidia1", "nvidiactl", "nvidia-uvm", "nvidia-modeset", "null"):
        (tmp_path / name).touch()
    assert [device.name for device in gpu_devices(tmp_path)] == [
        "nvidia0",
        "nvidia1",
        "nvidiactl",
        "nvidia-uvm",
    ]


def test_a_sandbox_with_gpus_has_their_files_and_sys_and_no_bound_on_addresses(
    started: list[tuple[list[str], dict[str, Any]]],
) -> None:
    rungs.start_in_bubblewrap(STAGE, (Path("/dev/nvidia0"),))
    ((command, settings),) = started
    words = " ".join(command)
    assert "--dev /dev --dev-bind /dev/nvidia0 /dev/nvidia0 --ro-bind /sys /sys" in words
    assert words.index("/dev/nvidia0") < words.index("--remount-ro /dev")
    assert "--setenv CUDA_CACHE_DISABLE 1" in words
    assert settings["gpu"] is True


def test_a_sandbox_without_gpus_has_none_of_it(started: list[tuple[list[str], dict[str, Any]]]) -> None:
    rungs.start_in_bubblewrap(STAGE)
    ((command, settings),) = started
    assert "/sys" not in command
    assert not any("nvidia" in word for word in command)
    assert settings["gpu"] is False


@pytest.mark.parametrize("rung", [FORKED, LANDLOCKED])
def test_a_zygote_cannot_hand_on_a_gpu(rung: rungs.Rung) -> None:
    with pytest.raises(OperatorError) as caught:
        rung.open(STAGE, None, (Path("/dev/nvidia0"),))
    assert caught.value.message == "a process that was forked after torch looked for GPUs cannot use them"


def test_missing_bubblewrap_is_the_operators_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rungs.shutil, "which", lambda name: None)
    with pytest.raises(OperatorError) as caught:
        BUBBLEWRAP.open(STAGE, None, ()).start(Probes("", False))
    assert str(caught.value) == "bubblewrap is not installed\n    Install the package `bubblewrap`."


@pytest.mark.skipif(bool(gpu_devices()), reason="this machine has a GPU")
def test_asking_for_a_gpu_where_there_is_none_is_the_operators_fault() -> None:
    with pytest.raises(OperatorError) as caught:
        Sandboxes(gpu=True)
    assert str(caught.value) == "this machine has no GPU\n    Look whether `nvidia-smi` finds one."
