"""What a person sees of a training run where there is no terminal."""

from __future__ import annotations

import pytest

from autograder.screen import Screen
from autograder.training import Progress


def progress(epoch: int, share: float, epochs: int = 3) -> Progress:
    return Progress(
        epoch, epochs, min((epoch - 1 + share) / epochs, 1.0), 2.0 / epoch, share / 2, 1234.5, 9.0
    )


def shown(capsys: pytest.CaptureFixture[str], *told: tuple[str, Progress]) -> list[str]:
    """The lines on stderr; nothing is on stdout, where a report goes."""
    with Screen() as screen:
        for done in range(3):
            screen.checked(done, 2)
        for check, one in told:
            screen.trained(check, one)
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err.splitlines()


@pytest.mark.parametrize("shares", [(0.2, 0.6, 1.0), (0.5, 1.0), (1.0,)], ids=["slow", "quick", "at once"])
def test_without_a_terminal_every_epoch_is_one_line(
    capsys: pytest.CaptureFixture[str], shares: tuple[float, ...]
) -> None:
    told = [("learns_well", progress(epoch, share)) for epoch in (1, 2, 3) for share in shares]
    assert shown(capsys, *told) == [
        f"learns well: epoch {epoch} of 3, loss {2 / epoch:.3f}, accuracy 50.0 %, 1,234 images/s, 9 s left"
        for epoch in (1, 2, 3)
    ]


def test_an_only_epoch_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = shown(capsys, ("learns", progress(1, 1.0, epochs=1)))
    assert line.startswith("learns: epoch 1 of 1, ")


def test_a_run_that_ends_early_shows_the_epochs_that_it_finished(capsys: pytest.CaptureFixture[str]) -> None:
    told = [("learns", progress(epoch, share)) for epoch, share in ((1, 0.5), (1, 1.0), (2, 0.5))]
    (line,) = shown(capsys, *told)
    assert line.startswith("learns: epoch 1 of 3, ")


def test_epochs_beyond_those_announced_are_lines_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, *[("learns", progress(epoch, 1.0, epochs=2)) for epoch in (1, 2, 3)])
    assert [line.split()[2] for line in lines] == ["1", "2", "3"]


def test_two_runs_do_not_share_their_epochs(capsys: pytest.CaptureFixture[str]) -> None:
    told = [(check, progress(epoch, 1.0, epochs=2)) for check in ("one", "two") for epoch in (1, 2)]
    assert [line.split(",")[0] for line in shown(capsys, *told)] == [
        f"{check}: epoch {epoch} of 2" for check in ("one", "two") for epoch in (1, 2)
    ]


def test_checks_are_no_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys) == []
