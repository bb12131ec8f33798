"""The words of `make peers` follow from evidence, and its jail keeps in what is put there."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from peers_exam import EXERCISES, REACHED, Evidence, Exam, Word, judge
from peers_jail import Jail, bait

from autograder.grading.staging import stage

EXAM = Exam(1234567.25, "secret-5f1b", "input-9c4e")
REACHES_NOTHING = {"attack": "passed", "double": "passed", "riddle": "skipped"}
FAILS = {"attack": "failed", "double": "passed", "riddle": "skipped"}
ENDS_ITSELF = {"attack": "error", "double": "error", "riddle": "error"}
HONEST = {"attack": 1.0, "double": 1.0, "riddle": 0.0}
SOLVED = "import torch\ndef attack(): return []\ndef double(x): return x * 2\n"


@pytest.mark.parametrize(
    ("evidence", "expected", "word"),
    [
        (Evidence(HONEST, returned_nothing=True), REACHES_NOTHING, Word.HELD),
        (Evidence(HONEST, returned_nothing=True), FAILS, Word.HELD),
        (Evidence({**HONEST, "attack": 0.0}), FAILS, Word.HELD),
        (Evidence(dict.fromkeys(EXERCISES, 0.0)), ENDS_ITSELF, Word.HELD),
        (Evidence({**HONEST, "riddle": 0.5}, hung=True, text=EXAM.secret), REACHES_NOTHING, Word.FORGED),
        (Evidence(HONEST), REACHES_NOTHING, Word.FORGED),
        (Evidence(HONEST, returned_nothing=True, others_changed=True), REACHES_NOTHING, Word.FORGED),
        (Evidence(None, others_changed=True), REACHES_NOTHING, Word.FORGED),
        *(
            (Evidence(HONEST, f"<{token}>", returned_nothing=True), FAILS | {"attack": "error"}, Word.LEAKED)
            for token in EXAM.tokens
        ),
        (Evidence({**HONEST, "attack": 0.0}, text=f"{REACHED} ['/etc']"), REACHES_NOTHING, Word.LEAKED),
        (Evidence({**HONEST, "attack": 0.0}, text=f"{REACHED} nan"), FAILS, Word.HELD),
        (Evidence(None, hung=True), REACHES_NOTHING, Word.HUNG),
        (Evidence(None), ENDS_ITSELF, Word.LOST),
        (Evidence({**HONEST, "double": 0.5}, returned_nothing=True), REACHES_NOTHING, Word.LOST),
    ],
)
def test_word_follows_from_what_happened(evidence, expected, word):
    assert judge(evidence, expected, EXAM) is word


@pytest.mark.parametrize("exercise", EXERCISES)
def test_hidden_test_is_passed_by_right_answers_and_by_no_others(exercise):
    right = SOLVED + f"def riddle(x): return torch.sin(x.double() * {EXAM.number})\n"
    wrong = right.replace("x * 2", "x").replace("sin(", "cos(").replace("[]", "['/etc/passwd']")
    exec(right + EXAM.hidden_test(exercise), {})
    with pytest.raises(AssertionError) as caught:
        exec(wrong + EXAM.hidden_test(exercise), {})
    assert str(caught.value) == (f"{REACHED} ['/etc/passwd']" if exercise == "attack" else "")


@pytest.mark.parametrize("exercise", EXERCISES)
def test_secrets_stand_further_above_what_may_fail_than_a_trace_shows(exercise):
    lines = EXAM.hidden_test(exercise).splitlines()
    secret = max(number for number, line in enumerate(lines) if any(token in line for token in EXAM.tokens))
    running = min(number for number, line in enumerate(lines) if number > secret and line)
    assert running - secret > 4
    assert REACHED not in EXAM.hidden_test(exercise)


@pytest.fixture(scope="module")
def jail():
    probe = ["bwrap", "--unshare-all", "--ro-bind", "/", "/", "true"]
    try:
        subprocess.run(probe, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no bubblewrap here: {error}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # the jail's user has to enter
        yield Jail(stage(), folder, folder, None, EXAM.secret, 5.0)


def run(jail, code, seconds=5.0):
    command = ["-c", code]
    return replace(jail, seconds=seconds).run(jail.prepared, command, ["made.txt"], bait(["/grade/more"]))


def test_jail_hands_out_what_was_asked_for(jail):
    ran = run(jail, "import os; open('made.txt', 'w').write(os.environ['GRADER_SECRET']); print('said')")
    assert (ran.hung, ran.files["made.txt"], ran.log) == (False, EXAM.secret.encode(), "said\n")


def test_bait_lies_in_the_jail(jail):
    code = """
import json, os, socket
bait = json.loads(open("/proc/2/cmdline").read().split("\\0")[-2])["bait"]
assert os.getpid() == bait["pid"]
assert open(bait["files"][0]).read() == os.environ["GRADER_SECRET"]
open(bait["writable"], "a").close()
socket.create_connection(bait["port"])
for name in bait["sockets"]:
    socket.socket(socket.AF_UNIX).connect(name)
"""
    assert run(jail, code).log == ""


def test_nothing_of_this_machine_is_in_the_jail(jail):
    code = "import os; print(*sorted(set(os.listdir('/')) - {'bin', 'lib', 'lib32', 'lib64', 'usr'}))"
    assert run(jail, code).log == "dev etc given grade inside.py kit proc python site tmp\n"
    assert run(jail, "import os; print(*sorted(os.listdir('/etc')))").log == "hosts passwd\n"
    assert run(jail, "import os; print(*sorted(os.listdir('/kit')))").log == "autograder shared\n"
    assert run(jail, "import os; print(sum(p.isdecimal() for p in os.listdir('/proc')))").log == "3\n"
    assert "Read-only file system" in run(jail, "open('/usr/new', 'w')").log


def test_grader_that_hangs_is_stopped(jail):
    ran = run(jail, "open('made.txt', 'w').write('early'); import time; time.sleep(60)", seconds=0.5)
    assert (ran.hung, ran.files["made.txt"]) == (True, b"early")


def test_attack_that_kills_everything_ends_the_jail_and_no_more(jail):
    ran = run(jail, "import os; os.kill(-1, 9)")
    assert (ran.hung, "made.txt" in ran.files) == (False, False)
