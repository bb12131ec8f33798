"""What training reaches: the runs of `resnet` on many seeds, right and wrong, in one command (`make measure`).

Every run is the check's own probe on material of its own, as in grading, with one thread each so that as many runs as
there are cores go side by side. What was measured is kept in a file, and runs that are in it are not run again: the
command may be stopped and goes on; to measure anew, remove the file. It prints the table of
`solutions/resnet/design.md`.

On a machine with a GPU, `--gpu` trains the GPU's recipe instead, one run after the other, says how busy the GPU
was, and trains a public speed-run recipe in the same call to compare with.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import platform
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import speedrun
import torch
from torch import nn

from autograder.draw import Draw
from autograder.modules import load_path
from autograder.observe import observe
from autograder.solution import read_solution
from autograder.training import Progress, Run

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "solutions" / "resnet"
KEPT = ROOT / ".cache" / "training.jsonl"
TEN, DEEP, LOT = (
    "learns_to_tell_ten_classes",
    "learns_though_it_is_deep",
    "nothing_is_learnt_from_labels_by_lot",
)


@dataclass(frozen=True)
class Case:
    """A network that is trained by a check's probe.

    Attributes:
        name: what the table calls it.
        check: whose probe.
        seeds: on how many.
        network: from the reference's names to what stands for `ResNetCIFAR`.
    """

    name: str
    check: str
    seeds: int
    network: Callable[[ModuleType], Any] = lambda reference: reference.ResNetCIFAR


def always(mode: bool, reference: ModuleType) -> type:
    """Networks that are always in training mode, or never."""

    class Stuck(reference.ResNetCIFAR):  # type: ignore[misc, name-defined]
        def train(self, wanted: bool = True) -> Any:
            return super().train(mode)

    return Stuck


def without_convolutions(hidden: int, **unused: Any) -> nn.Module:
    """A linear classifier of pixels, or a multi-layer perceptron with two hidden layers."""
    sizes = [3072, *[hidden] * 2, 10] if hidden else [3072, 10]
    layers: list[nn.Module] = [nn.Flatten()]
    for d_in, d_out in pairwise(sizes):
        layers += [nn.Linear(d_in, d_out), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


CASES = (
    Case("reference", TEN, 10),
    Case("reference, deep", DEEP, 10),
    Case("reference, labels by lot", LOT, 10),
    Case("no skip connections, deep", DEEP, 3, lambda r: partial(r.ResNetCIFAR, skip=False)),
    Case("linear classifier", TEN, 2, lambda r: partial(without_convolutions, 0)),
    Case("MLP, 512 twice", TEN, 2, lambda r: partial(without_convolutions, 512)),
    Case("no batch norm", TEN, 2, lambda r: partial(r.ResNetCIFAR, bn=False)),
    Case("trains in eval mode", TEN, 2, partial(always, False)),
    Case("no skip connections", TEN, 2, lambda r: partial(r.ResNetCIFAR, skip=False)),
    Case("forgets eval()", TEN, 2, partial(always, True)),
)


def run(name: str, seed: int, threads: int, device: str) -> dict[str, Any]:
    """One training run; what was measured, and on what."""
    case = next(c for c in CASES if c.name == name)
    check = read_solution(FOLDER).suite[case.check]
    reference = load_path(FOLDER / "resnet.py", "reference")
    namespace = {**vars(reference), "ResNetCIFAR": case.network(reference)}
    assert check.trains
    assert check.measure
    material = check.trains.material(Draw(1000 + seed), device)
    told: list[tuple[float, Progress]] = []
    check = with_threads(check, threads)
    training = Run(material.inside, torch.device(device), lambda p: told.append((time.monotonic(), p)))
    began, cpu = time.monotonic(), time.process_time()
    with busy(device) as shares:
        seen = observe(check, namespace, seed, own_files=lambda file: "resnet" in file, run=training)
    seconds, cpu = time.monotonic() - began, time.process_time() - cpu
    if seen.values is None:
        raise RuntimeError(f"{name}, seed {seed}: {seen.stop}")
    return {
        "case": name,
        "seed": seed,
        "version": version(),
        "device": device,
        **check.measure(seen.values, material.outside),
        "training accuracy": told[-1][1].accuracy,
        "images per second": told[-1][1].images_per_second,
        "training seconds": told[-1][0] - began,
        "seconds": seconds,
        "gpu busy": statistics.mean(shares) if shares else None,
        "cpu seconds": cpu,
        "threads": threads,
        "machine": machine(device),
        "torch": torch.__version__,
        "date": datetime.now(UTC).date().isoformat(),
    }


@contextmanager
def busy(device: str) -> Iterator[list[float]]:
    """How much of the time the GPU had something to do, from 0 to 1, every half second; of a CPU nothing."""
    shares: list[float] = []
    done = threading.Event()
    query = ["nvidia-smi", "--query-gpu=utilization.gpu", "--format=csv,noheader,nounits"]

    def look() -> None:
        while not done.wait(0.5):
            said = subprocess.run(query, capture_output=True, text=True, check=False).stdout.split()
            shares.extend(float(number) / 100 for number in said[:1])

    watcher = threading.Thread(target=look)
    if device == "cuda" and shutil.which(query[0]):
        watcher.start()
    try:
        yield shares
    finally:
        done.set()
        if watcher.ident:
            watcher.join()


def with_threads(check: Any, threads: int) -> Any:
    """The check, trained with another number of threads."""
    return replace(check, trains=replace(check.trains, threads=threads))


def version() -> str:
    """A digest of what the numbers depend on."""
    texts = [(FOLDER / name).read_bytes() for name in ("resnet.py", "checks.py", "hidden.py")]
    return hashlib.sha256(b"".join(texts)).hexdigest()[:12]


def machine(device: str) -> str:
    """The processor that trains."""
    if device == "cuda":
        return torch.cuda.get_device_name()
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


def known(path: Path) -> list[dict[str, Any]]:
    """What was measured earlier."""
    return (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []
    )


def missing(
    done: list[dict[str, Any]], device: str, only: str, threads: int
) -> Iterator[tuple[str, int, int, str]]:
    """The runs that are to be made."""
    have = {(r["case"], r["seed"], r["device"]) for r in done}
    for case in CASES:
        for seed in range(case.seeds):
            if only in case.name and (case.name, seed, device) not in have:
                yield case.name, seed, threads, device


def table(results: list[dict[str, Any]], device: str) -> str:
    """Accuracy of every case, as Markdown."""
    lines = [
        "| what is trained | seeds | accuracy, % | lowest | gap to clean, % | stays in another order | CPU s |"
    ]
    lines.append("|---|---|---|---|---|---|---|")
    for case in CASES:
        own = [r for r in results if r["case"] == case.name and r["device"] == device]
        if own:
            lines.append(row(case.name, own))
    return "\n".join(lines)


def row(name: str, results: list[Mapping[str, Any]]) -> str:
    """One line of the table."""
    accuracy = [100 * r["accuracy"] for r in results]
    spread = f" ± {statistics.stdev(accuracy):.2f}" if len(accuracy) > 1 else ""

    def mean(key: str, form: str, scale: float = 1) -> str:
        found = [scale * r[key] for r in results if key in r]
        return format(statistics.mean(found), form) if found else ""

    cells = (
        name,
        str(len(results)),
        f"{statistics.mean(accuracy):.2f}{spread}",
        f"{min(accuracy):.2f}",
        mean("gap to the images as they were", ".2f", 100),
        mean("share that stays in another order", ".4f"),
        mean("cpu seconds", ".0f"),
    )
    return f"| {' | '.join(cells)} |"


def main() -> int:
    """Make the runs that are missing, and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--jobs", type=int, default=2, help="runs side by side")
    parser.add_argument("--threads", type=int, default=1, help="of each run")
    parser.add_argument("--only", default="", help="cases with this in their name")
    parser.add_argument("--gpu", action="store_true", help="train on the GPU, one run at a time")
    parser.add_argument("--kept", type=Path, default=KEPT, help="the file that results are kept in")
    options = parser.parse_args()
    device = "cuda" if options.gpu else "cpu"
    if options.gpu and not torch.cuda.is_available():
        print("There is no GPU here.", file=sys.stderr)
        return 2
    options.kept.parent.mkdir(parents=True, exist_ok=True)
    results = known(options.kept)
    todo = list(missing(results, device, options.only, options.threads))
    jobs = 1 if options.gpu else options.jobs
    with multiprocessing.get_context("spawn").Pool(jobs, maxtasksperchild=1) as pool:
        waiting = [pool.apply_async(run, arguments) for arguments in todo]
        for number, one in enumerate(waiting, 1):
            result = one.get()
            results.append(result)
            with options.kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps(result) + "\n")
            what = f"{result['case']}, seed {result['seed']}: {result['accuracy']:.4f}, {result['seconds']:.0f} s"
            print(f"{number} of {len(todo)}: {what}", file=sys.stderr, flush=True)
    print(table(results, device))
    if options.gpu:
        compare_with_speedrun([r for r in results if r["case"] == "reference" and r["device"] == device])
    return 0


def compare_with_speedrun(ours: list[dict[str, Any]]) -> None:
    """Print our training time beside that of a public recipe on this machine, in this call."""
    seconds, shares = (
        statistics.median(r[key] or 0 for r in ours) for key in ("training seconds", "gpu busy")
    )
    speed = statistics.median(r["images per second"] for r in ours)
    accuracy, theirs, their_speed = speedrun.run("cuda", 24, 50_000)
    print(f"ours: {seconds:.1f} s, {speed:,.0f} images/s, GPU busy {shares:.0%} of the time")
    print(f"ResNet-9, 24 epochs: {theirs:.1f} s, {their_speed:,.0f} images/s, accuracy {accuracy:.4f}")
    print(f"ours over theirs: {seconds / theirs:.2f}")


if __name__ == "__main__":
    sys.exit(main())
