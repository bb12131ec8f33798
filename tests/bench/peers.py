"""The same hostile submissions before three graders: ours, `otter run`, and nbgrader's autograde.

    PYTHONPATH=tests/hostile python tests/bench/peers.py [--only NAME …] [--peers ours,otter,nbgrader]

One word for each, by what happened; where several hold, the first:

    forged  points for what was not done, or another student's points changed
    leaked  the attack read what is the grader's, or could reach it: a file, a socket, a process
    hung    stopped at the limit
    lost    no result, or the honest exercise lost its points
    held    none of these

The peers run in a jail that protects this machine (`peers_jail`). What they did is kept in .cache/peers.json, and
they are not asked again until the submission or the bench changes.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import product
from pathlib import Path
from typing import Protocol

import peers_nbgrader
import peers_otter
from arena import SLUG, Ground, ground, told
from payloads import Payload, all_payloads
from peers_exam import REACHED, Evidence, Exam, Word, judge
from peers_jail import Jail, Ran, bait
from peers_table import OURS, Kept, Result, footnotes, meaningless, table
from rich.console import Console

from autograder.grading.cgroups import Cgroups, find
from autograder.grading.pipeline import Grader
from autograder.grading.staging import stage

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".cache" / "peers.json"
SECONDS = 60.0
"""Limit of a peer's run: twice what nbgrader allows a cell, and five times what a run takes."""
AT_A_TIME = 2


class Peer(Protocol):
    """What is asked of a module for a peer."""

    NAME: str
    RESULTS: tuple[str, ...]

    def python(self) -> Path:
        """The interpreter of its environment, which is made on first use."""

    def prepare(self, exam: Exam, folder: Path) -> None:
        """Lay out what an instructor has before anybody hands in."""

    def secret_files(self) -> list[str]:
        """What a student may not see, where it lies inside."""

    def hand_in(self, submission: Path, folder: Path) -> list[str]:
        """Put a submission in its place; the arguments for Python that grade it."""

    def evidence(self, ran: Ran) -> Evidence:
        """What happened."""


PEERS: tuple[Peer, ...] = (peers_otter, peers_nbgrader)
CONTROL = Payload(
    name="(honest)",
    source="def attack():\n    return []\n\n\ndef double(x):\n    return x * 2\n",
    expected={"attack": "passed", "double": "passed", "riddle": "skipped"},
    rows=(),
    because="",
    without_walls="",
    builds="",
)
"""No attack at all: a grader that does not hold against it shows a fault of the bench."""


def grade_ours(grader: Grader, ground: Ground, payload: Payload) -> Evidence:
    """Our grader on one submission."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(dir=ground.folder) as folder:
        try:
            report = grader.grade(SLUG, payload.hand_in(Path(folder), ground.targets))
        except Exception as error:  # that a submission makes a grader raise is a result
            return Evidence(None, complaint=f"{type(error).__name__}: {error}")
    earned = dict.fromkeys(payload.expected, 0.0)
    possible = dict(earned)
    for outcome in report.outcomes:
        earned[outcome.exercise] += outcome.points
        possible[outcome.exercise] += outcome.possible
    points = {exercise: earned[exercise] / possible[exercise] for exercise in earned}
    text = told(report)
    if re.search(r"reached: got [1-9]\d* items", text):
        text += REACHED
    nothing = payload.expected["attack"] != "failed"  # our judge compares types too, so no look-alike passes
    return Evidence(points, text, returned_nothing=nothing, seconds=time.monotonic() - started)


def grade_peer(peer: Peer, jail: Jail, payload: Payload) -> Evidence:
    """A peer on one submission, in a jail."""
    with tempfile.TemporaryDirectory(prefix="peers-") as name:
        folder, given = Path(name), Path(name, "given")
        folder.chmod(0o755)
        shutil.copytree(jail.prepared, given)
        aims = bait(peer.secret_files())
        command = peer.hand_in(payload.hand_in(folder, aims), given)
        for path in (given, *given.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)  # the jail's user copies it
        return peer.evidence(jail.run(given, command, peer.RESULTS, aims))


def run_ours(payloads: Sequence[Payload], ground: Ground, exam: Exam, kept: Kept, console: Console) -> None:
    """Grade everything with ours, on the strongest rung there is."""
    with Grader(ground.course) as grader:
        for payload in payloads:
            seen = grade_ours(grader, ground, payload)
            keep(kept, OURS, payload, seen, exam, console)


def run_peers(
    peers: Sequence[Peer], payloads: Sequence[Payload], exam: Exam, kept: Kept, console: Console
) -> None:
    """Grade what is not known yet with the peers, two at a time; first of all, the control."""
    wanted = [
        (peer, payload)
        for payload, peer in product(payloads, peers)
        if not (kept.get(peer.NAME, payload) or meaningless(peer.NAME, payload))
    ]
    if not wanted:
        return
    groups = find()
    if isinstance(groups, str):
        console.print(f"memory of the peers is limited for each process only: {groups}", highlight=False)
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(AT_A_TIME) as pool:
        jails: dict[str, Jail] = {}
        for peer in {peer.NAME: peer for peer, _ in wanted}.values():
            console.print(f"[dim]preparing {peer.NAME}[/dim]")
            site = next((peer.python().parents[1] / "lib").glob("python*/site-packages"))
            prepared = Path(name, peer.NAME)
            prepared.mkdir()
            peer.prepare(exam, prepared)
            limits = groups if isinstance(groups, Cgroups) else None
            jails[peer.NAME] = Jail(stage(), site, prepared, limits, exam.secret, SECONDS)
            seen = grade_peer(peer, jails[peer.NAME], CONTROL)
            if judge(seen, CONTROL.expected, exam) is not Word.HELD:
                raise RuntimeError(
                    f"{peer.NAME} does not even grade an honest submission: {seen.points}\n{seen.complaint}"
                )
            keep(kept, peer.NAME, CONTROL, seen, exam, console)
        running = {
            pool.submit(grade_peer, peer, jails[peer.NAME], payload): (peer, payload)
            for peer, payload in wanted
            if payload is not CONTROL
        }
        try:
            for number, done in enumerate(as_completed(running), 1):
                peer, payload = running[done]
                console.print(f"[dim]{number} of {len(running)}[/dim] ", end="")
                keep(kept, peer.NAME, payload, done.result(), exam, console)
        except KeyboardInterrupt:
            console.print("stopped; the next run goes on from here")
        finally:
            pool.shutdown(cancel_futures=True)


def keep(kept: Kept, grader: str, payload: Payload, seen: Evidence, exam: Exam, console: Console) -> None:
    """Judge, write down, and say so."""
    word = judge(seen, payload.expected, exam)
    complaint = seen.complaint if seen.points is None else ""
    kept.add(grader, payload, Result(word, round(seen.seconds, 1), seen.points, complaint))
    console.print(f"{grader}: {payload.name}: {word} ({seen.seconds:.1f} s)", highlight=False)


def main() -> None:
    """Run what was asked for and print the table."""
    names = [OURS, *(peer.NAME for peer in PEERS)]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", action="append", help="name of a payload; may be given several times")
    parser.add_argument("--peers", default=",".join(names), help="graders to run, of " + ", ".join(names))
    options = parser.parse_args()
    asked = options.peers.split(",")
    payloads = [CONTROL, *(p for p in all_payloads() if not options.only or p.name in options.only)]
    unknown = {*asked} - {*names} | {*(options.only or ())} - {p.name for p in payloads}
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    console = Console()
    here = Path(__file__).parent
    kept = Kept(KEPT, [here / f"peers_{part}.py" for part in ("exam", "jail", "inside", *names[1:])])
    with ground() as prepared:
        exam = Exam(prepared.number, *prepared.tokens)
        if OURS in asked:
            run_ours(payloads, prepared, exam, kept, console)
        run_peers([peer for peer in PEERS if peer.NAME in asked], payloads, exam, kept, console)
    shown = [name for name in names if name in asked]
    console.print(table(payloads, shown, kept))
    for note in footnotes(payloads, shown):
        console.print(note, highlight=False)


if __name__ == "__main__":
    main()
