"""What a grade costs: ours, otter's and plain execution on the same notebook; what walls cost; what batches cost.

CPU seconds count every process that was started, sandboxes included: each command runs below a process that
adopts and reaps all orphans, so that nothing escapes the accounting. Medians of several runs; quote the ratios, not
the seconds, since machines differ and are shared.

    python tests/bench/bench.py [--only otter|sealed|crowd …] [--runs 7] [--sizes 50 500 5000]
"""

import argparse
import ctypes
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import crowd
import nbformat
import sealed
from rich.console import Console
from rich.table import Table

from autograder.authoring import markers, weave
from autograder.solution import read_solution

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache"
SLUG = "tensors"
PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Cost:
    """CPU and wall seconds of one command."""

    cpu: float
    wall: float


def measure(command: list[str], folder: Path, environment: dict[str, str]) -> Cost:
    """Run a command to its end and charge it with every process it started.

    Raises:
        RuntimeError: it ended with an unexpected exit code.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        started = time.monotonic()
        with (folder / "log.txt").open("wb") as log:
            code = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log).wait()
        wall = time.monotonic() - started
        while True:
            try:
                os.wait()
            except ChildProcessError:
                break
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(write, json.dumps([code, usage.ru_utime + usage.ru_stime, wall]).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        code, cpu, wall = json.loads(answer.read())
    os.waitpid(child, 0)
    if code not in (0, 1):
        raise RuntimeError(
            f"{' '.join(command)} ended with {code}:\n{(folder / 'log.txt').read_text()[-3000:]}"
        )
    return Cost(cpu, wall)


def otter_python() -> Path:
    """The interpreter of an environment with otter and what it needs to grade, made on first use."""
    home = CACHE / "otter"
    python = home / "bin" / "python"
    ready = home / "ready"
    if not ready.exists():
        uv = shutil.which(os.environ.get("UV", ROOT / ".uv" / "bin" / "uv"))
        if uv is None:
            sys.exit("uv is missing: run `make setup` first.")
        pins = ["-r", str(ROOT / "requirements.txt")]
        subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(home)], check=True)
        install = [uv, "pip", "install", "--quiet", "--python", str(python)]
        subprocess.run([*install, *pins, "otter-grader[grading]"], check=True)
        subprocess.run([*install, "--no-deps", "--editable", str(ROOT)], check=True)
        ready.touch()
    return python


def solved_notebook() -> str:
    """The assignment's notebook as a perfect student hands it in."""
    solution = read_solution(ROOT / "solutions" / SLUG)
    source = solution.reference.read_text()
    exercises = markers.exercises(source, str(solution.reference))
    solved = markers.without_markers(source)
    notebook = weave.weave(SLUG, solution.handout.read_text(), solved, exercises, str(solution.handout))
    return weave.notebook_text(notebook)


def plain_script(notebook: str) -> str:
    """The notebook's code cells as one script, its check cells through otter included."""
    cells = nbformat.reads(notebook, as_version=4).cells
    code = [c.source for c in cells if c.cell_type == "code"]
    return "import matplotlib\nmatplotlib.use('Agg')\n\n" + "\n\n".join(code) + "\n"


def otter_zip(python: Path, folder: Path, environment: dict[str, str]) -> Path:
    """An autograder archive for `otter run`: the generated tests, and the files they read."""
    code = (
        "import otter.generate as g; g.main(tests_dir='tests', output_path='grader.zip', no_environment=True, "
        "files=['checks.py', 'expected.safetensors'])"
    )
    subprocess.run([str(python), "-c", code], cwd=folder, env=environment, check=True, capture_output=True)
    return folder / "grader.zip"


def main() -> None:
    """Measure what is asked for and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=("otter", "sealed", "crowd"), help="one part or two")
    parser.add_argument("--runs", type=int, default=7, help="runs of each command; medians are shown")
    parser.add_argument("--batch", type=int, default=21, help="submissions whose marginal cost is compared")
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 500], help="hand-ins of the crowds")
    parser.add_argument("--jobs", type=int, default=4, help="how many of a crowd are graded at once")
    options = parser.parse_args()
    parts = options.only or ("otter", "sealed", "crowd")
    console = Console(width=120)
    right = True
    if "otter" in parts:
        against_otter(console, options.runs, options.batch)
    if "sealed" in parts:
        sealed.measure(console, ROOT, SLUG)
    if "crowd" in parts:
        with tempfile.TemporaryDirectory() as name:
            right = crowd.measure(console, ROOT, SLUG, options.sizes, options.jobs, Path(name))
    sys.exit(0 if right else 1)


def against_otter(console: Console, runs: int, batch: int) -> None:
    """Time the commands in turns and print the table."""
    python = otter_python()
    environment = {**os.environ, "MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # every side imports from bytecode after the warm-up
    autograder = str(Path(sys.executable).with_name("autograder"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        notebook = solved_notebook()
        (folder / f"{SLUG}.ipynb").write_text(notebook)
        release = ROOT / "assignments" / SLUG
        for file in ("checks.py", "expected.safetensors"):
            shutil.copy(release / file, folder / file)
        shutil.copytree(release / "tests", folder / "tests")
        (folder / "plain.py").write_text(plain_script(notebook))
        archive = otter_zip(python, folder, environment)
        grade = [autograder, "grade", SLUG]
        submission = str(folder / f"{SLUG}.ipynb")
        commands = {
            "plain execution": [str(python), "plain.py"],
            "otter run": [str(python), "-m", "otter", "run", "-a", str(archive), submission],
            "ours, one": [*grade, submission],
            "ours, batch": [*grade, *[submission] * batch],
        }
        costs: dict[str, list[Cost]] = {what: [] for what in commands}
        for run in range(runs + 1):  # the first is a warm-up: caches of files, of the reference's answers
            for what, command in commands.items():
                console.print(f"[dim]run {run} of {runs}: {what}[/dim]")
                where = ROOT if what.startswith("ours") else folder
                cost = measure_in(command, folder, where, environment)
                if run:
                    costs[what].append(cost)
    console.print(table(costs, batch))


def measure_in(command: list[str], scratch: Path, where: Path, environment: dict[str, str]) -> Cost:
    """`measure`, in a folder of the command's choice."""
    if where == scratch:
        return measure(command, scratch, environment)
    return measure(
        ["/bin/sh", "-c", 'cd "$1" && shift && exec "$@"', "sh", str(where), *command], scratch, environment
    )


def table(costs: dict[str, list[Cost]], batch: int) -> Table:
    """Medians, and ratios to otter."""
    medians = {
        what: Cost(statistics.median(c.cpu for c in seen), statistics.median(c.wall for c in seen))
        for what, seen in costs.items()
    }
    one, many = medians["ours, one"], medians.pop("ours, batch")
    medians["ours, each further one"] = Cost(
        (many.cpu - one.cpu) / (batch - 1), (many.wall - one.wall) / (batch - 1)
    )
    otter = medians["otter run"]
    result = Table(title=f"One solved notebook of `{SLUG}`, medians of {len(costs['otter run'])} runs")
    for column in ("", "CPU s", "wall s", "otter's CPU / this", "otter's wall / this"):
        result.add_column(column, justify="left" if not column else "right")
    for what, cost in medians.items():
        ratios = (f"{otter.cpu / cost.cpu:.2f}", f"{otter.wall / cost.wall:.2f}")
        result.add_row(what, f"{cost.cpu:.2f}", f"{cost.wall:.2f}", *ratios)
    return result


if __name__ == "__main__":
    main()
