"""What a sandbox promises its grader: batches, failed lines, processes that end with it. Attacks are in `submissions/`."""

from __future__ import annotations

import os
import select
import signal
import threading
from pathlib import Path

import pytest
from census import beneath

from autograder.errors import InstructorError, OperatorError
from autograder.grading import sandbox as sandbox_module
from autograder.grading.meddling import meddlers
from autograder.grading.rungs import BUBBLEWRAP, FORKED, LADDER, PROCESS, Rung, bait
from autograder.grading.sandbox import Bundle, Job, Sandbox
from autograder.grading.sandboxes import Sandboxes
from autograder.grading.staging import stage
from autograder.observation import Observation

HONEST = "\n\ndef double(x):\n    return x * 2\n"
DAEMON = """
import os
import time

def attack(targets):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(3600)
        os._exit(0)
    return "left"
"""
CHECKS = '''
from pathlib import Path

from autograder import check


@check("attack")
def attacks(impl, draw):
    """The attack comes to nothing."""
    return {{"found": impl.attack({targets!r})}}


@check("double")
def doubles(impl, draw):
    """The honest part of the module works."""
    return {{"twice": impl.double(draw.integers(1, 2, 1)).tolist()}}


@check("double")
def stands_alone(impl, draw):
    """Nobody else is here, and nothing was left."""
    processes = [path.name for path in Path("/proc").iterdir() if path.name.isdecimal()]
    files = [str(path) for folder in ("/tmp", "/dev/shm") for path in Path(folder).iterdir()]
    return {{"processes": len(processes), "files": files, "twice": impl.double(21)}}
'''


@pytest.fixture(scope="module", params=[FORKED, BUBBLEWRAP], ids=lambda rung: rung.short)
def sandboxes(request):
    try:
        sandboxes = Sandboxes(spares=1, ladder=[request.param])
    except OperatorError as error:
        pytest.skip(f"no {request.param.short} here: {error.hint}")
    with sandboxes:
        yield sandboxes


@pytest.fixture(scope="module")
def sandbox(sandboxes):
    with sandboxes.open() as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def targets():
    stage()
    with bait() as targets:
        yield targets


@pytest.fixture(autouse=True)
def short_loading(monkeypatch):
    monkeypatch.setattr(sandbox_module, "LOAD_SECONDS", 1.0)


def in_words(seen: Observation) -> str:
    if seen.stop:
        kind = f"{seen.stop.type}: " if seen.stop.type else ""
        return f"{seen.stop.ending.value}: {kind}{seen.stop.message}"
    return f"observed {seen.values['found']!r}"


def run_once(sandbox: Sandbox, source: str, targets: dict, *checks: str) -> list[Observation]:
    sandbox.load(Bundle("submission", source + HONEST, CHECKS.format(targets=targets), ""))
    jobs = [Job(check, 1, 0.5) for check in checks]
    ran = list(sandbox.run(jobs))
    assert [job for job, _ in ran] == jobs
    return [seen for _, seen in ran]


def assert_sound(sandbox: Sandbox, targets: dict) -> None:
    (seen,) = run_once(sandbox, "", targets, "stands_alone")
    assert seen.values == {"processes": 2, "files": [], "twice": 42}


def test_every_batch_starts_from_the_module_as_it_was_loaded(sandbox, targets):
    source = "COUNT = 0\n\ndef attack(targets):\n    global COUNT\n    COUNT += 1\n    return COUNT\n"
    assert [in_words(seen) for seen in run_once(sandbox, source, targets, "attacks", "attacks")] == [
        "observed 1",
        "observed 2",
    ]
    assert [in_words(seen) for _, seen in sandbox.run([Job("attacks", 1, 0.5)])] == ["observed 1"]


def test_statement_that_raises_costs_only_what_needs_it(sandbox, targets):
    source = "import pandas\n\nTABLE = open('scores.csv')\n"
    failed = sandbox.load(Bundle("scores", source + HONEST, CHECKS.format(targets=targets), ""))
    assert [(line.line, line.text, line.error) for line in failed] == [
        (1, "import pandas", "ModuleNotFoundError: No module named 'pandas'"),
        (
            3,
            "TABLE = open('scores.csv')",
            "FileNotFoundError: [Errno 2] No such file or directory: 'scores.csv'",
        ),
    ]
    assert [seen.values for _, seen in sandbox.run([Job("doubles", 1, 0.5)])] == [{"twice": [2]}]


def test_exception_comes_back_with_the_line_of_the_student(sandbox, targets):
    (seen,) = run_once(sandbox, "def attack(targets):\n    return 1 / 0\n", targets, "attacks")
    assert in_words(seen) == "raised: ZeroDivisionError: division by zero"
    assert [(frame.line, frame.function, frame.text) for frame in seen.stop.frames] == [
        (2, "attack", "return 1 / 0")
    ]


def test_source_that_does_not_parse_is_one_failed_line(sandbox, targets):
    failed = sandbox.load(Bundle("torn", "def double(x:\n", CHECKS.format(targets=targets), ""))
    assert [line.error for line in failed] == [
        "the module does not load: SyntaxError: '(' was never closed (torn.py, line 1)"
    ]


def test_probes_that_do_not_load_are_the_instructors_fault(sandbox):
    with pytest.raises(InstructorError) as caught:
        sandbox.load(Bundle("x", "", "import a_missing_package\n", ""))
    assert str(caught.value) == (
        "checks.py:1: the probes do not load: ModuleNotFoundError: No module named 'a_missing_package'"
    )


def test_job_that_names_no_check_is_the_instructors_fault(sandbox, targets):
    sandbox.load(Bundle("x", HONEST, CHECKS.format(targets=targets), ""))
    with pytest.raises(InstructorError) as caught:
        list(sandbox.run([Job("double", 1, 0.5)]))
    assert str(caught.value) == "checks.py: there is no check `double`\n    Did you mean `doubles`?"


def test_hidden_probes_run_beside_the_public_ones(sandbox, targets):
    hidden = CHECKS.format(targets=targets).replace("doubles", "doubles_in_secret").partition("@check")[0]
    hidden += '@check("double")\ndef doubles_in_secret(impl, draw):\n    """Hidden."""\n    return {"y": impl.double(3)}\n'
    sandbox.load(Bundle("x", HONEST, CHECKS.format(targets=targets), hidden))
    assert [seen.values for _, seen in sandbox.run([Job("doubles_in_secret", 1, 0.5)])] == [{"y": 6}]


def test_abandoned_run_leaves_nobody_behind(sandbox, targets):
    sandbox.load(Bundle("x", HONEST, CHECKS.format(targets=targets), ""))
    running = sandbox.run([Job("doubles", 1, 0.5), Job("doubles", 2, 0.5)])
    next(running)
    running.close()
    assert_sound(sandbox, targets)


def wait_until_gone(descriptors: list[int]) -> None:
    for descriptor in descriptors:
        assert select.select([descriptor], [], [], 20)[0], "a process of the sandbox is still there"
        os.close(descriptor)


@pytest.fixture
def sandbox_with_a_daemon(sandboxes, targets):
    """A sandbox in whose running batch a daemon was left, and descriptors of all its processes.

    A thread opened it that has ended since: what is tied to a thread by the kernel would be gone.
    """
    opened = []
    thread = threading.Thread(target=lambda: opened.append(sandboxes.open()))
    thread.start()
    thread.join()
    (sandbox,) = opened
    sandbox.load(Bundle("x", DAEMON + HONEST, CHECKS.format(targets=targets), ""))
    running = sandbox.run([Job("attacks", 1, 0.5), Job("doubles", 1, 0.5)])
    assert in_words(next(running)[1]) == "observed 'left'"
    processes = beneath(sandbox._worker.number)
    assert len(processes) >= 3  # the worker, its fork, the daemon, and perhaps its parent, which has ended
    yield sandbox, [os.pidfd_open(process) for process in processes]
    sandbox.close()


def test_closing_ends_every_process_inside(sandbox_with_a_daemon):
    sandbox, descriptors = sandbox_with_a_daemon
    sandbox.close()
    wait_until_gone(descriptors)


def test_sandbox_ends_with_its_grader(sandbox_with_a_daemon):
    sandbox, descriptors = sandbox_with_a_daemon
    sandbox._worker._control.close()  # what the kernel does when the grader dies
    wait_until_gone(descriptors)


def test_losing_the_whole_sandbox_costs_one_job(sandboxes, targets):
    source = "import time\n\ndef attack(targets):\n    time.sleep(60)\n"
    with sandboxes.open() as sandbox:
        sandbox.load(Bundle("x", source + HONEST, CHECKS.format(targets=targets), ""))
        threading.Timer(0.2, os.kill, (sandbox._worker.number, signal.SIGKILL)).start()
        lost, after = (seen for _, seen in sandbox.run([Job("attacks", 1, 30.0), Job("doubles", 1, 0.5)]))
        assert lost.stop.message == "the whole sandbox went down, most likely for want of memory"
        assert after.values == {"twice": [2]}


def test_losing_what_workers_come_from_costs_one_job(targets):
    with Sandboxes(spares=0, ladder=[FORKED]) as sandboxes, sandboxes.open() as sandbox:
        source = "import time\n\ndef attack(targets):\n    time.sleep(60)\n"
        sandbox.load(Bundle("x", source + HONEST, CHECKS.format(targets=targets), ""))
        (program,) = sandboxes.programs
        threading.Timer(0.2, os.killpg, (program, signal.SIGKILL)).start()
        lost, after = (seen for _, seen in sandbox.run([Job("attacks", 1, 30.0), Job("doubles", 1, 0.5)]))
        assert lost.stop.message == "the whole sandbox went down, most likely for want of memory"
        assert after.values == {"twice": [2]}
        assert sandboxes.programs != (program,)


COUNTS = """
import torch

COUNT = 0
SEEN = []


def attack(targets):
    global COUNT
    {change}
    return 1


def double(x):
    return [COUNT, len(SEEN), hasattr(torch, "patched")]
"""


@pytest.mark.parametrize(
    "change",
    [
        "COUNT += 1",
        "SEEN.append(1)",
        "torch.patched = 1",
        "torch.set_default_device('meta')",
        "open('/tmp/x', 'w')",
    ],
)
def test_what_one_exercise_changes_the_next_does_not_meet(change, sandbox, targets):
    source = COUNTS.format(change=change)
    sandbox.load(
        Bundle("x", source, CHECKS.format(targets=targets), "", meddlers(source, ["attack", "double"]))
    )
    jobs = [Job("attacks", 1, 0.5, "attack"), Job("stands_alone", 1, 0.5, "double")]
    first, second = (seen.values for _, seen in sandbox.run(jobs))
    assert first == {"found": 1}
    assert second == {"processes": 2, "files": [], "twice": [0, 0, False]}


def test_exercises_that_change_nothing_share_a_process(sandbox, targets):
    source = "import os\n\ndef attack(targets):\n    return os.getpid()\n\ndef double(x):\n    return os.getpid()\n"
    sandbox.load(Bundle("x", source, CHECKS.format(targets=targets), ""))
    jobs = [Job("attacks", 1, 0.5, "attack"), Job("stands_alone", 1, 0.5, "double")]
    first, second = (seen.values for _, seen in sandbox.run(jobs))
    assert first["found"] == second["twice"]


def test_process_that_waits_for_the_machine_is_not_out_of_time(sandbox, targets):
    sandbox.load(Bundle("x", HONEST, CHECKS.format(targets=targets), ""))
    _, fork = beneath(sandbox._worker.number)
    os.kill(fork, signal.SIGSTOP)
    threading.Timer(1.0, os.kill, (fork, signal.SIGCONT)).start()
    assert [seen.values for _, seen in sandbox.run([Job("doubles", 1, 0.2)])] == [{"twice": [2]}]


def test_process_that_only_sleeps_is_not_waited_for_as_long_as_one_that_starves(sandbox, targets):
    sleeps = "import time\n\ndef attack(targets):\n    time.sleep(600)\n"
    sandbox.load(Bundle("x", sleeps, CHECKS.format(targets=targets), ""))
    ((_, seen),) = sandbox.run([Job("attacks", 1, 2.0)])
    assert in_words(seen) == "timeout: no answer within 3 s, in which it only waited"


def test_exercise_that_ran_out_of_time_gets_half_of_it_for_its_other_checks(sandbox, targets):
    loops = "def attack(targets):\n    while True:\n        pass\n"
    sandbox.load(Bundle("x", loops + HONEST, CHECKS.format(targets=targets), ""))
    jobs = [Job("attacks", 1, 1.0, "a"), Job("doubles", 1, 1.0, "a"), Job("doubles", 2, 1.0, "b")]
    assert [job.seconds for job, _ in sandbox.run(jobs)] == [1.0, 0.5, 1.0]


def test_submission_that_has_used_up_its_time_is_not_run_further(sandbox, targets):
    sandbox.load(Bundle("x", HONEST, CHECKS.format(targets=targets), ""), seconds=0.001)
    assert [in_words(seen) for _, seen in sandbox.run([Job("doubles", seed, 0.5) for seed in range(2)])] == [
        "timeout: no answer: the submission as a whole has used up its 1 s"
    ] * 2


def test_rung_that_lets_the_canary_through_is_refused():
    fake = Rung("bubblewrap", isolated=True, open=PROCESS.open)
    with pytest.raises(OperatorError) as caught:
        Sandboxes("bubblewrap", ladder=[fake, PROCESS])
    assert caught.value.message == "no isolation as strong as `bubblewrap` works here"
    assert caught.value.hint.startswith("bubblewrap: the canary got through: it could read ")
    assert "it could see other processes" in caught.value.hint


@pytest.mark.parametrize("rung", [rung for rung in LADDER if rung.isolated], ids=lambda rung: rung.short)
def test_machine_without_cgroups_says_so_in_every_report(rung, monkeypatch, targets):
    monkeypatch.setattr("autograder.grading.sandboxes.find", lambda: "not here")
    with Sandboxes(spares=0, ladder=[rung]) as sandboxes, sandboxes.open() as sandbox:
        assert sandbox.isolation == f"{rung.name} (without a limit on the memory of all processes together)"
        (honest,) = run_once(sandbox, "", targets, "doubles")
        assert honest.values == {"twice": [2]}


def test_process_rung_answers_and_says_what_it_is(targets):
    with Sandboxes(spares=0, ladder=[PROCESS]) as sandboxes, sandboxes.open() as sandbox:
        assert sandbox.isolation == "process (NOT isolated: do not use for credit)"
        source = "import os, time\n\ndef attack(targets):\n    os._exit(3)\n"
        seen, honest = run_once(sandbox, source, targets, "attacks", "doubles")
        assert in_words(seen) == "died: the process ended itself with exit status 3"
        assert honest.values == {"twice": [2]}


def test_unknown_isolation_is_the_operators_fault():
    with pytest.raises(OperatorError) as caught:
        Sandboxes("bublewrap")
    assert str(caught.value) == (
        "there is no isolation called `bublewrap`\n"
        "    There are bubblewrap+fork, bubblewrap, landlock+seccomp, process."
    )
