"""A course whose assignment trains: honest networks get what they are worth, and nobody else gets anything.

Two clouds of points and a line between them, learnt in a tenth of a second.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from autograder import cli
from autograder.authoring.markers import strip, without_markers
from autograder.authoring.release import build, write
from autograder.course import load_course, points_for
from autograder.errors import OperatorError
from autograder.grading.pipeline import NO_GPU, Grader
from autograder.grading.rungs import LADDER, PROCESS, Rung
from autograder.render import render_report
from autograder.results import Outcome, Report, Verdict, report_from_json, report_to_json
from autograder.solution import read_solution
from autograder.training import Progress

COURSE = """\
title: Training
time_zone: Europe/Paris
runner: cpu
attempts: 20
late: {grace_minutes: 0, penalty_per_day: 0.0, max_days: 0}
assignments:
  - slug: clouds
    weight: 1
    released: 2027-09-13T09:00:00+02:00
    due: 2027-09-26T23:59:00+02:00
    runner: gpu
    bands: {accuracy: [[0.70, 0], [0.88, 1]]}
  - slug: nodata
    weight: 1
    released: 2027-10-13T09:00:00+02:00
    due: 2027-10-26T23:59:00+02:00
"""
REFERENCE = '''\
"""Clouds: a line between two of them."""

import torch
from torch import nn


def build():
    """A classifier of points (N, 2) into two classes."""
    # BEGIN SOLUTION
    return nn.Linear(2, 2)
    # END SOLUTION


def train(model, batches, epochs):
    """Train a model by gradient descent; the model."""
    # BEGIN SOLUTION
    for _ in range(epochs):
        for x, y in batches:
            model.zero_grad()
            nn.functional.cross_entropy(model(x), y).backward()
            with torch.no_grad():
                for p in model.parameters():
                    p -= 0.5 * p.grad
    return model
    # END SOLUTION
'''
HANDOUT = "# Clouds\n\n**Task.**\n\n<!-- exercise: build -->\n\n<!-- exercise: train -->\n"
CLOUDS = '''
import torch

from autograder import Bound, Material, Training, check

EPOCHS = 3


def mark(number):
    """Numbers that stand nowhere in this file: who finds them has found the tensor before which they stand."""
    return torch.arange(8) * 1000003 + number


def draw_clouds(draw, count):
    """Points around (−1, −1) and (1, 1), and which is whose."""
    y = draw.integers(0, 2, count)
    return (draw.normal(count, 2) + (2 * y[:, None] - 1)).float(), y


def material(draw, device):
    """400 points to learn from, and 2000 to be told apart."""
    x, y = draw_clouds(draw, 400)
    points, labels = draw_clouds(draw, 2000)
    inside = {"x": x, "y": y, "points": points, "mark": mark(11)}
    return Material(inside, {"labels": torch.cat([mark(22), labels])})


def learnt(impl, run, size):
    """What a trained network says of the points whose labels it never had."""
    inside = {name: tensor.to(run.device) for name, tensor in run.material.items()}
    batches = list(zip(inside["x"].split(size), inside["y"].split(size)))
    model = impl.build().to(run.device)
    impl.train(model, run.watch(batches, model, EPOCHS), EPOCHS)
    with torch.no_grad():
        return {"predictions": model.eval()(inside["points"]).argmax(1).cpu()}


def share_right(values, outside):
    """The accuracy."""
    return {"accuracy": (values["predictions"] == outside["labels"][8:]).double().mean()}


LEARNING = {
    "trains": Training(material, threads=1),
    "measure": share_right,
    "bounds": {"accuracy": Bound(low=0.7, reason="guessing has 0.5 ± 0.01", hint="Does the loss fall?")},
    "seconds": 2,
}
'''
CHECKS = f'''\
"""Checks that students have."""
{CLOUDS}

@check("build", points=1, seeds=2)
def scores_every_point(impl, draw):
    """Five points get two scores each."""
    return {{"shape": impl.build()(draw.normal(5, 2).float()).shape}}


@check("train", points=1, seeds=2)
def follows_the_gradient(impl, draw):
    """The weights after two epochs of two batches."""
    model = torch.nn.Linear(2, 2).double()
    with torch.no_grad():
        model.weight.copy_(draw.normal(2, 2))
        model.bias.copy_(draw.normal(2))
    batches = [(draw.normal(4, 2), draw.integers(0, 2, 4)) for _ in range(2)]
    return {{"weight": impl.train(model, batches, 2).weight}}


@check("train", points=4, after=scores_every_point, **LEARNING)
def learns_two_clouds(impl, draw, run):
    """A trained network tells points from two clouds apart."""
    return learnt(impl, run, 50)
'''
HIDDEN = f'''\
"""Checks that only the judge has."""
{CLOUDS}

@check("train", points=4, **LEARNING)
def learns_in_small_batches(impl, draw, run):
    """A network that sees ten points at a time learns as well."""
    return learnt(impl, run, 10)
'''
NO_DATA = "no clouds here: fetch them with `make clouds`"
PUBLIC_RUN, HIDDEN_RUN = "learns_two_clouds", "learns_in_small_batches"
RUNS = (PUBLIC_RUN, HIDDEN_RUN)
QUICK = ("scores_every_point", "follows_the_gradient")
SOLVED = without_markers(REFERENCE)
HALF_BLIND = """
class HalfBlind(nn.Linear):
    def forward(self, x):
        return super().forward(x * x.new_tensor([1.0, 0.0]))


def build():
    return HalfBlind(2, 2)
"""


def attacking(attack: str, where: str = "hasattr(batches, 'tell')") -> str:
    """The solved module, with an attack in place of a training run, or of the one in which a condition holds."""
    body = "".join(f"    {line}\n" for line in attack.strip("\n").splitlines())
    return (
        f"{SOLVED}\n\nhonest = train\n\n\ndef attack(model, batches, epochs):\n{body}\n\n"
        "def train(model, batches, epochs):\n"
        f"    if {where}:\n        return attack(model, batches, epochs)\n"
        "    return honest(model, batches, epochs)\n"
    )


ONLY_THE_PUBLIC_RUN = "hasattr(batches, 'tell') and len(batches) == 8"


@dataclass
class Witness:
    """A watcher that writes everything down."""

    counts: list[tuple[int, int]] = field(default_factory=list)
    told: list[tuple[str, Progress]] = field(default_factory=list)

    def checked(self, done: int, total: int) -> None:
        assert not self.told, "training runs come after the last check"
        self.counts.append((done, total))

    def trained(self, check: str, progress: Progress) -> None:
        self.told.append((check, progress))


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with a training assignment, and with one that has no data to train on."""
    root = tmp_path_factory.mktemp("training")
    (root / "course.yaml").write_text(COURSE, encoding="utf-8")
    (root / ".autograder").mkdir(mode=0o700)
    (root / ".autograder" / "secret").write_text("the same clouds in every run of this test")
    missing = CHECKS.replace("y = draw.integers(0, 2, count)\n", f"raise RuntimeError({NO_DATA!r})\n")
    assert missing != CHECKS
    for slug, checks, hidden in (("clouds", CHECKS, HIDDEN), ("nodata", missing, "")):
        folder = root / "solutions" / slug
        folder.mkdir(parents=True)
        files = {f"{slug}.py": REFERENCE, "checks.py": checks, "handout.md": HANDOUT, "hidden.py": hidden}
        for name, text in files.items():
            if text:
                (folder / name).write_text(text, encoding="utf-8")
        write(build(read_solution(folder)), root / "assignments" / slug)
    return root


@pytest.fixture(scope="module")
def grader(course: Path) -> Iterator[Grader]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("AUTOGRADER_SECRET", raising=False)
        with Grader(course) as grader:
            yield grader


Grade = Callable[[str], Report]


@pytest.fixture
def grade(grader: Grader, tmp_path: Path) -> Grade:
    """Grades the text of a module."""

    def grade(source: str) -> Report:
        (tmp_path / "clouds.py").write_text(source, encoding="utf-8")
        return grader.grade("clouds", tmp_path / "clouds.py")

    return grade


def by_name(report: Report) -> dict[str, Outcome]:
    return {o.check: o for o in report.outcomes}


def assert_rest_intact(report: Report, *spoilt: str) -> None:
    """Every other check has all its points."""
    assert not any(o.verdict is Verdict.INTERNAL for o in report.outcomes)
    lost = {o.check for o in report.outcomes if o.points < o.possible}
    assert lost == set(spoilt), render_report(report)


# Honest networks


@pytest.mark.parametrize("rung", [LADDER[0], PROCESS], ids=["strongest", "process"])
def test_a_network_that_learns_gets_full_marks_and_is_watched_while_it_does(
    course: Path, tmp_path: Path, rung: Rung
) -> None:
    (tmp_path / "clouds.py").write_text(SOLVED, encoding="utf-8")
    witness = Witness()
    try:
        opened = Grader(course, spares=0, ladder=[rung])
    except OperatorError as error:
        pytest.skip(f"no {rung.short} here: {error.hint or error.message}")
    with opened as grader:
        report = grader.grade("clouds", tmp_path / "clouds.py", witness)
    assert report.score == report.possible == 10, render_report(report)
    assert report.isolation.startswith(rung.short)
    assert witness.counts == [(done, 4) for done in (1, 2, 3, 4)]
    ends = {check: [p for c, p in witness.told if c == check and (p.done * 3) % 1 == 0] for check in RUNS}
    for check in RUNS:
        assert [p.epoch for p in ends[check]] == [1, 2, 3]
        assert ends[check][-1].done == 1
    assert list(dict.fromkeys(check for check, _ in witness.told)) == list(RUNS)


def test_a_report_shows_how_training_went_and_what_was_measured(grade: Grade) -> None:
    report = grade(SOLVED)
    found = by_name(report)
    for name in RUNS:
        assert set(found[name].measured) == {"accuracy"}
        assert 0.88 < found[name].measured["accuracy"] < 0.96
        assert [point["epoch"] for point in found[name].curve] == [1, 2, 3]
        assert found[name].curve[-1]["accuracy"] > 0.8
    assert found[PUBLIC_RUN].seconds > 0
    assert all(found[name].curve == () for name in QUICK)
    text = render_report(report)
    assert text.count("    training accuracy ") == text.count("    measured: accuracy 0.9") == 2
    assert report_from_json(report_to_json(report)) == report


def test_training_again_on_the_same_machine_gives_the_same_number(grade: Grade) -> None:
    first, second = by_name(grade(SOLVED)), by_name(grade(SOLVED))
    for name in RUNS:
        assert first[name].measured == second[name].measured
        assert [p["loss"] for p in first[name].curve] == [p["loss"] for p in second[name].curve]


def test_a_weaker_network_gets_the_share_of_the_points_that_the_band_gives(
    grade: Grade, course: Path
) -> None:
    report = grade(SOLVED + HALF_BLIND)
    band = load_course(course / "course.yaml").assignment("clouds").bands["accuracy"]
    for name in RUNS:
        outcome = by_name(report)[name]
        assert outcome.verdict is Verdict.PASSED
        assert outcome.points == round(4 * points_for(band, outcome.measured["accuracy"]), 2)
        assert 0 < outcome.points < 4
    assert "measured: accuracy 0.8" in render_report(report)


def test_a_network_that_does_not_learn_fails_with_the_hint_of_the_bound(grade: Grade) -> None:
    report = grade(
        attacking(
            "for _ in range(epochs):\n    for x, y in batches:\n        pass\nmodel.weight.data.zero_()"
        )
    )
    outcome = by_name(report)[PUBLIC_RUN]
    assert (outcome.verdict, outcome.points, outcome.hint) == (Verdict.FAILED, 0, "Does the loss fall?")
    assert outcome.message.startswith("accuracy: got 0.")
    assert [point["epoch"] for point in outcome.curve] == [1, 2, 3]
    assert by_name(report)[HIDDEN_RUN].message == "accuracy: out of range"
    assert_rest_intact(report, *RUNS)


def test_a_report_says_when_the_gpu_is_missing_that_the_course_asks_for(grader: Grader, course: Path) -> None:
    report = grader.grade("clouds", course / "assignments" / "clouds" / "clouds.py")
    assert NO_GPU in report.notes
    assert {o.verdict for o in report.outcomes} == {Verdict.SKIPPED}
    assert all("not written yet" in o.message or "waits for" in o.message for o in report.outcomes)


def test_a_run_is_not_started_where_what_it_comes_after_did_not_pass(grader: Grader, tmp_path: Path) -> None:
    path = tmp_path / "clouds.py"
    path.write_text(f"{SOLVED}\n\ndef build():\n    return nn.Linear(2, 3)\n", encoding="utf-8")
    witness = Witness()
    report = grader.grade("clouds", path, witness)
    outcome = by_name(report)[PUBLIC_RUN]
    assert (outcome.verdict, outcome.message) == (Verdict.SKIPPED, "waits for `scores every point`")
    assert (outcome.seconds, outcome.curve, outcome.measured) == (0, (), {})
    assert {check for check, _ in witness.told} == {HIDDEN_RUN}
    assert_rest_intact(report, "scores_every_point", PUBLIC_RUN)


def test_without_data_nobody_is_graded_and_an_operator_is_told(grader: Grader, tmp_path: Path) -> None:
    path = tmp_path / "nodata.py"
    path.write_text(SOLVED, encoding="utf-8")
    with pytest.raises(OperatorError) as caught:
        grader.grade("nodata", path)
    assert caught.value.message == f"nothing to train on: {NO_DATA}"
    assert "checks.py:" in caught.value.where


# Networks that misbehave

STOPS = {
    "trains forever": (
        "while True:\n    for x, y in batches:\n        model(x)",
        Verdict.TIMEOUT,
        "no answer within",
    ),
    "ends its process": (
        "import os\nos._exit(3)",
        Verdict.ERROR,
        "the process ended itself with exit status 3",
    ),
    "raises": ("raise ValueError('too hard')", Verdict.ERROR, "ValueError: too hard"),
    "prints on the line": (
        "import os\nos.write(3, b'epoch 1 of 1: accuracy 100 %' * 9)\nreturn honest(model, batches, epochs)",
        Verdict.ERROR,
        "the answer broke the protocol of the sandbox: this is no frame",
    ),
    "tells an accuracy that cannot be drawn": (
        "from autograder.training import Progress\nbatches.tell(Progress(1, 1, 1.0, 0.0, -1e6, 1.0, 0.0))",
        Verdict.ERROR,
        "the answer broke the protocol of the sandbox: progress is numbers from 0 to a billion",
    ),
    "tells without an end": (
        "from autograder.training import Progress\n"
        "for k in range(10**6):\n    batches.tell(Progress(k, 1, 1.0, 0.0, 1.0, 1.0, 0.0))",
        Verdict.ERROR,
        "the answer broke the protocol of the sandbox: a list of 5 is missing",
    ),
}


@pytest.mark.parametrize("case", STOPS)
def test_a_run_that_goes_wrong_costs_itself_and_nothing_else(grade: Grade, case: str) -> None:
    attack, verdict, message = STOPS[case]
    report = grade(attacking(attack, ONLY_THE_PUBLIC_RUN))
    outcome = by_name(report)[PUBLIC_RUN]
    assert (outcome.verdict, outcome.points, outcome.measured) == (verdict, 0, {})
    assert outcome.message.startswith(message)
    assert_rest_intact(report, PUBLIC_RUN)
    assert render_report(report)


def test_a_run_that_sleeps_is_not_waited_for(grade: Grade, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.grading.sandbox.TRAINING_IDLE_SECONDS", 1.0)
    report = grade(attacking("import time\ntime.sleep(1000)", ONLY_THE_PUBLIC_RUN))
    outcome = by_name(report)[PUBLIC_RUN]
    assert (outcome.verdict, outcome.message) == (
        Verdict.TIMEOUT,
        "no answer within 1 s, in which it only waited",
    )
    assert_rest_intact(report, PUBLIC_RUN)


def test_a_hidden_run_that_goes_wrong_tells_nothing_that_the_submission_wrote(grade: Grade) -> None:
    report = grade(attacking("raise ValueError(str(batches.batches[0][0][0]))"))
    assert by_name(report)[PUBLIC_RUN].message.startswith("ValueError: tensor(")
    assert "tensor(" not in by_name(report)[HIDDEN_RUN].message
    assert_rest_intact(report, *RUNS)


def test_forged_progress_is_shown_and_earns_nothing(grade: Grade) -> None:
    report = grade(
        attacking(
            "from autograder.training import Progress\n"
            "batches.tell(Progress(1, 1, 1.0, 0.0, 1.0, 9.0, 0.0))\n"
            "print('accuracy: 1.0')\nmodel.weight.data.zero_()"
        )
    )
    outcome = by_name(report)[PUBLIC_RUN]
    assert (outcome.verdict, outcome.points) == (Verdict.FAILED, 0)
    assert [point["accuracy"] for point in outcome.curve] == [1.0]
    assert_rest_intact(report, *RUNS)


def test_a_curve_of_endless_epochs_is_cut(grade: Grade) -> None:
    report = grade(
        attacking(
            "from autograder.training import Progress\n"
            "for k in range(5000):\n    batches.tell(Progress(k, 1, 1.0, 0.0, 1.0, 1.0, 0.0))\n"
            "return honest(model, batches, epochs)",
            ONLY_THE_PUBLIC_RUN,
        )
    )
    assert len(by_name(report)[PUBLIC_RUN].curve) == 200
    assert_rest_intact(report)


SEARCHES = """
import gc
import os
import torch

found = {}
for name, number in (("inside", 11), ("outside", 22)):
    wanted = (torch.arange(8) * 1000003 + number).numpy().tobytes()
    for thing in gc.get_objects():
        if type(thing) is torch.Tensor and thing.dtype is torch.int64 and thing.numel() >= 8:
            if wanted in thing.contiguous().numpy().tobytes():
                found[name + " in an object"] = True
        elif type(thing) is dict:
            for value in list(thing.values()):
                if type(value) is torch.Tensor and value.dtype is torch.int64:
                    if wanted in value.contiguous().numpy().tobytes():
                        found[name + " in an object"] = True
    for entry in os.listdir("/proc/self/fd"):
        try:
            if wanted in os.pread(int(entry), 1 << 24, 0):
                found[name + " behind a descriptor"] = True
        except OSError:
            pass
raise ValueError(", ".join(sorted(found)))
"""


def test_the_labels_are_nowhere_in_the_process_that_trains(grade: Grade) -> None:
    report = grade(attacking(SEARCHES))
    message = by_name(report)[PUBLIC_RUN].message.splitlines()[0]
    assert message == "ValueError: inside behind a descriptor, inside in an object"
    assert_rest_intact(report, *RUNS)


LOOKS_AROUND = """
import os

links = {}
for entry in sorted(os.listdir("/proc/self/fd"), key=int):
    try:
        links[int(entry)] = os.readlink("/proc/self/fd/" + entry).split(":[")[0]
    except OSError:
        pass
raise ValueError(", ".join(f"{number} {link}" for number, link in links.items()))
"""


def test_the_process_that_trains_has_its_line_its_material_and_nothing_else_open(grade: Grade) -> None:
    report = grade(attacking(LOOKS_AROUND))
    message = by_name(report)[PUBLIC_RUN].message.splitlines()[0]
    opened = message.removeprefix("ValueError: ").split(", ")
    assert opened[:5] == [*(f"{n} /dev/null" for n in (0, 1, 2)), "3 socket", "4 /memfd:material (deleted)"]
    assert all(more.endswith(" /memfd:material (deleted)") for more in opened[5:])  # a mapping has one more


SPOILS = """
import mmap
import os

done = honest(model, batches, epochs)
for x, y in batches.batches:
    x.fill_(1e6)
    y.fill_(1)
for act in (
    lambda: os.pwrite(4, bytes(4096), 0),
    lambda: os.ftruncate(4, 0),
    lambda: mmap.mmap(4, 4096).write(bytes(4096)),
):
    try:
        act()
    except (OSError, ValueError):
        pass
    else:
        raise ValueError("the material could be written to")
return done
"""


def test_a_run_that_changes_its_material_changes_it_for_nobody(grade: Grade) -> None:
    clean, spoiler, after = by_name(grade(SOLVED)), by_name(grade(attacking(SPOILS))), by_name(grade(SOLVED))
    for name in RUNS:
        assert spoiler[name].verdict is Verdict.PASSED, spoiler[name]
        assert clean[name].measured == spoiler[name].measured == after[name].measured


def test_nothing_of_one_run_is_left_for_the_next(grade: Grade) -> None:
    attack = """
global kept
import builtins, pathlib
if getattr(builtins, "kept", None) or any(pathlib.Path("/tmp").iterdir()):
    raise ValueError("here I was before")
builtins.kept = batches
pathlib.Path("/tmp/kept").write_text("here")
return honest(model, batches, epochs)
"""
    assert_rest_intact(grade(attacking(attack)))


def test_a_network_that_is_brought_along_is_refused(grade: Grade) -> None:
    table = random.Random(7).randbytes(40 << 10).hex()
    report = grade(f"{attacking('print(WEIGHTS)', 'epochs == 0')}\n\nWEIGHTS = {table!r}\n")
    for name in RUNS:
        assert by_name(report)[name].verdict is Verdict.FAILED
        assert "24 KB are allowed" in by_name(report)[name].message
    assert_rest_intact(report, *RUNS)


# On a student's machine


@dataclass(frozen=True)
class Result:
    """How the command ended."""

    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        return " ".join(self.out.split())


@pytest.fixture
def check(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[..., Result]]:
    """Runs `autograder check` in the course, in this process, with a module as the student's."""

    def run(source: str, slug: str, *arguments: str) -> Result:
        (course / "assignments" / slug / f"{slug}.py").write_text(source, encoding="utf-8")
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["autograder", "check", slug, *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        captured = capsys.readouterr()
        return Result(int(ended.value.code or 0), captured.out, captured.err)

    monkeypatch.chdir(course)
    monkeypatch.setattr(sys, "path", [*sys.path])
    yield run
    for slug in ("clouds", "nodata"):
        stub = strip(REFERENCE, f"{slug}.py")
        (course / "assignments" / slug / f"{slug}.py").write_text(stub, encoding="utf-8")


def test_check_leaves_training_runs_out_and_says_so(check: Callable[..., Result]) -> None:
    result = check(SOLVED, "clouds")
    assert (result.code, result.err) == (0, "")
    assert "2 of 2 public checks pass: 2 of 2 points." in result.words
    assert result.words.endswith(
        "1 training run was left out (learns two clouds): "
        "`autograder check clouds --train` trains as the grader will."
    )
    assert "training accuracy" not in result.out


def test_check_with_train_runs_them_and_shows_every_epoch(check: Callable[..., Result]) -> None:
    result = check(SOLVED, "clouds", "--train")
    assert result.code == 0, result.out
    assert "3 of 3 public checks pass: 6 of 6 points." in result.words
    assert "training accuracy" in result.out
    assert "measured: accuracy 0.9" in result.out
    assert "left out" not in result.out
    assert [line.split(", ")[0] for line in result.err.splitlines()] == [
        f"learns two clouds: epoch {epoch} of 3" for epoch in (1, 2, 3)
    ]


def test_check_with_train_judges_by_the_bound_and_not_by_the_band(check: Callable[..., Result]) -> None:
    result = check(SOLVED + HALF_BLIND, "clouds", "--train", "-k", "train")
    assert result.code == 0
    assert "2 of 2 public checks pass: 5 of 5 points." in result.words
    lazy = attacking("for _ in range(epochs):\n    list(batches)\nmodel.weight.data.zero_()")
    result = check(lazy, "clouds", "--train", "-k", "train")
    assert result.code == 1
    assert "Hint: Does the loss fall?" in result.out


def test_check_with_train_does_not_train_what_waits_for_another_check(check: Callable[..., Result]) -> None:
    wrong = f"{SOLVED}\n\ndef build():\n    return nn.Linear(2, 3)\n"
    result = check(wrong, "clouds", "--train")
    assert (result.code, result.err) == (1, "")
    assert "waits for `scores every point`" in result.out


def test_check_with_train_says_when_there_is_no_data(check: Callable[..., Result]) -> None:
    result = check(SOLVED, "nodata", "--train")
    assert (result.code, result.err) == (1, "")
    assert f"not run: {NO_DATA}" in result.out
