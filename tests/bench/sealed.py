"""What walls cost: a submission behind them, and the same probes on the same module in this process.

Both sides load the module and run every probe on every seed, in turns, in one warm process each; CPU seconds count
the grader's end, the zygote and everything that was forked.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from processes import beneath, cpu_seconds, proportional_bytes
from rich.console import Console
from rich.table import Table

from autograder.checks import Suite, collect
from autograder.draw import published_seeds
from autograder.grading.pipeline import Grader
from autograder.grading.sandbox import Bundle, Job
from autograder.grading.sandboxes import Sandboxes
from autograder.grading.submission import read_submission
from autograder.modules import load_leniently, load_source
from autograder.observe import observe

BLOCKS = 9
IN_A_BLOCK = 8
"""CPU time is counted in hundredths of a second: a block must be much longer than that."""
AT_ONCE = 8


def in_process(bundle: Bundle, suite: Suite, *, tidy: bool) -> None:
    """Load the module and run every probe here.

    Args:
        bundle: holds the module.
        suite: holds the probes.
        tidy: whether to leave this process as it was found, as every run outside a sandbox must; a process that
            is thrown away need not.
    """
    module, _ = load_leniently(bundle.source, "module.py", "submission")
    for check in suite.checks:
        for seed in published_seeds(check.name, check.seeds):
            observe(check, vars(module), seed, own_files=lambda name: False, leave_as_found=tidy)


def sealed(sandboxes: Sandboxes, bundle: Bundle, suite: Suite) -> None:
    """The same behind walls."""
    with sandboxes.open() as sandbox:
        sandbox.load(bundle)
        ran = list(sandbox.run(jobs(suite)))
    if any(seen.stop for _, seen in ran):
        raise RuntimeError("a probe of the reference stopped")


def jobs(suite: Suite) -> list[Job]:
    """Every probe on every seed."""
    return [
        Job(check.name, seed, 10.0, check.exercise)
        for check in suite.checks
        for seed in published_seeds(check.name, check.seeds)
    ]


def cost(action: Callable[[], object]) -> tuple[float, float]:
    """CPU and wall seconds of one of a block of runs."""
    cpu, wall = cpu_seconds(), time.monotonic()
    for _ in range(IN_A_BLOCK):
        action()
    return (cpu_seconds() - cpu) / IN_A_BLOCK, (time.monotonic() - wall) / IN_A_BLOCK


def measure(console: Console, root: Path, slug: str) -> None:
    """Measure and print the table."""
    folder = root / "solutions" / slug
    checks, hidden = ((folder / name).read_text() for name in ("checks.py", "hidden.py"))
    suite = collect(load_source(checks, "checks.py", "checks"), load_source(hidden, "hidden.py", "hidden"))
    path = folder / f"{slug}.py"
    bundle = Bundle(slug, read_submission(path, slug, suite.exercises).source, checks, hidden)
    costs: dict[str, list[tuple[float, float]]] = {}
    with ExitStack() as stack:
        grader = stack.enter_context(Grader(root))
        grader.prepare(slug)
        sandboxes = stack.enter_context(Sandboxes())
        actions: dict[str, Callable[[], object]] = {
            "the same probes in this process": lambda: in_process(bundle, suite, tidy=True),
            "the same, without tidying up": lambda: in_process(bundle, suite, tidy=False),
            "sealed, without judging": lambda: sealed(sandboxes, bundle, suite),
            "graded: read, sealed, judged": lambda: grader.grade(slug, path),
        }
        for block in range(BLOCKS + 1):
            console.print(f"[dim]block {block} of {BLOCKS}[/dim]")
            for what, action in actions.items():
                taken = cost(action)
                if block:  # the first warms up
                    costs.setdefault(what, []).append(taken)
        memory = resident(sandboxes, bundle, suite)
        isolation = sandboxes.isolation
    table = Table(
        title=f"`{slug}`, a perfect submission, {isolation}; medians of {BLOCKS} blocks of {IN_A_BLOCK}"
    )
    for column in ("", "CPU s", "wall s", "CPU / in this process"):
        table.add_column(column, justify="left" if not column else "right")
    base = [cpu for cpu, _ in next(iter(costs.values()))]
    for what, seen in costs.items():
        ratio = statistics.median(cpu / here for (cpu, _), here in zip(seen, base, strict=True))
        cpu, wall = (statistics.median(column) for column in zip(*seen, strict=True))
        table.add_row(what, f"{cpu:.3f}", f"{wall:.3f}", f"{ratio:.2f}")
    console.print(table)
    console.print(f"Zygote and {AT_ONCE} submissions that have run their probes: {memory >> 20} MB (PSS)\n")


def resident(sandboxes: Sandboxes, bundle: Bundle, suite: Suite) -> int:
    """Memory of the zygote and of submissions that have run all their probes but the last."""
    public = [job for job in jobs(suite) if not suite[job.check].hidden]
    with ExitStack() as stack:
        for _ in range(AT_ONCE):
            sandbox = stack.enter_context(sandboxes.open())
            sandbox.load(bundle)
            running = sandbox.run(public)
            for _ in public[:-1]:
                next(running)
            stack.callback(running.close)
        inside = [process for program in sandboxes.programs for process in beneath(program)]
        return proportional_bytes([process for process in inside if process != os.getpid()])
