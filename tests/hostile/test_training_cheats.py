"""Submissions that want an accuracy without learning: each is caught, and by the layer that its first lines name.

    # caught by: CHECK, part of what the report says
    # without a limit on the source: the same, when the size of a source would not matter

`TABLE = ""` is filled with what the cheat knows of CIFAR-10, which no repository may carry.
"""

from __future__ import annotations

import ast
import base64
import re
import zlib
from pathlib import Path

import pytest
import torch

from autograder import judge
from autograder.grading.pipeline import Grader
from autograder.results import Report, Verdict
from shared.data import DataMissingError, cifar10

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
CHEATS = sorted((Path(__file__).parent / "cheats").glob("*.py"))
KEPT = {"random_crop", "random_flip", "fit"}
"""Exercises with a check of their own in the course below, since the training runs need them."""


@pytest.fixture(scope="module")
def grader(tmp_path_factory: pytest.TempPathFactory):
    """Of a course with nothing but the training runs of `resnet`, which wait for no other check."""
    try:
        cifar10(train=False)
    except DataMissingError as error:
        pytest.skip(str(error))
    root = tmp_path_factory.mktemp("course")
    folder = root / "solutions" / "resnet"
    folder.mkdir(parents=True)
    for name in ("checks.py", "hidden.py"):
        text = (ROOT / "solutions" / "resnet" / name).read_text(encoding="utf-8")
        (folder / name).write_text(only_trainings(text), encoding="utf-8")
    for name in ("resnet.py", "handout.md"):
        (folder / name).write_bytes((ROOT / "solutions" / "resnet" / name).read_bytes())
    with Grader(root, spares=0) as grader:
        yield grader


def only_trainings(text: str) -> str:
    """A file of checks without those that compare with the reference, but for one of an exercise in `KEPT`."""
    kept, waiting = [], set(KEPT)
    for node in ast.parse(text).body:
        call = next((d for d in getattr(node, "decorator_list", ()) if isinstance(d, ast.Call)), None)
        if call and getattr(call.func, "id", "") == "check":
            exercise = call.args[0].value
            trains = any(k.arg == "trains" for k in call.keywords)
            call.keywords = [k for k in call.keywords if k.arg != "after"]
            if not trains and exercise not in waiting:
                continue
            waiting -= set() if trains else {exercise}
        kept.append(node)
    return ast.unparse(ast.Module(kept, []))


def header(path: Path, word: str) -> tuple[str, str]:
    """The check and the words of a line of a cheat's first lines."""
    found = re.search(rf"^# {word}: (\w+), (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return (found[1], found[2]) if found else ("", "")


def hand_in(grader: Grader, path: Path, folder: Path) -> Report:
    """Grade a cheat, laid over the reference."""
    text = path.read_text(encoding="utf-8").replace('TABLE = ""', f"TABLE = {table(path.stem)!r}")
    file = folder / "resnet.py"
    reference = (ROOT / "solutions" / "resnet" / "resnet.py").read_text(encoding="utf-8")
    file.write_text(f"{reference}\n\n{text}", encoding="utf-8")
    return grader.grade("resnet", file)


def table(cheat: str) -> str:
    """What a cheat knows, in the densest text that Python reads."""
    make = {
        "names_images_by_a_table": labels_by_hash,
        "compares_with_thumbnails": thumbnails,
        "brings_its_weights": lambda: classifier(24),
        "brings_few_weights": lambda: classifier(8),
    }.get(cheat)
    return base64.b85encode(make()).decode() if make else ""


def labels_by_hash() -> bytes:
    """A class in half a byte, by the lower 16 bits of an image's CRC-32."""
    classes = [0] * 2**16
    for train in (True, False):
        for image, label in zip(*cifar10(train), strict=True):
            classes[zlib.crc32(image.numpy().tobytes()) & 0xFFFF] = int(label)
    return bytes(low | high << 4 for low, high in zip(classes[::2], classes[1::2], strict=True))


def thumbnails() -> bytes:
    """16 bytes of grey and a class for each test image."""
    images, labels = cifar10(train=False)
    grey = torch.nn.functional.adaptive_avg_pool2d(images.float().mean(1, keepdim=True), 4).flatten(1)
    return torch.cat([grey, labels[:, None].float()], 1).round().to(torch.uint8).numpy().tobytes()


def classifier(side: int) -> bytes:
    """Least squares from pixels of smaller images to classes, in float16."""
    images, labels = cifar10(train=True)
    mean, std = (torch.tensor(t).view(3, 1, 1) for t in ((0.491, 0.482, 0.447), (0.247, 0.243, 0.262)))
    pixels = torch.nn.functional.adaptive_avg_pool2d((images / 255 - mean) / std, side).flatten(1)
    pixels = torch.cat([pixels, torch.ones(len(pixels), 1)], 1)
    gram = pixels.T @ pixels + 3e3 * torch.eye(pixels.shape[1])
    weights = torch.linalg.solve(gram, pixels.T @ torch.nn.functional.one_hot(labels, 10).float())
    return weights.half().numpy().tobytes()


def assert_caught(report: Report, check: str, words: str) -> None:
    outcome = next(o for o in report.outcomes if o.check == check)
    assert outcome.verdict in (Verdict.FAILED, Verdict.ERROR), outcome
    assert outcome.points == 0
    assert words in outcome.message.replace("out of range", "got"), outcome


@pytest.mark.parametrize("cheat", CHEATS, ids=lambda path: path.stem)
def test_a_cheat_is_caught_by_the_layer_it_names(grader: Grader, cheat: Path, tmp_path: Path) -> None:
    assert_caught(hand_in(grader, cheat, tmp_path), *header(cheat, "caught by"))


@pytest.mark.parametrize(
    "cheat",
    [path for path in CHEATS if header(path, "without a limit on the source")[0]],
    ids=lambda path: path.stem,
)
def test_behind_the_limit_on_the_source_another_layer_waits(
    grader: Grader, cheat: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge, "MAX_COMPRESSED", 2**30)
    assert_caught(hand_in(grader, cheat, tmp_path), *header(cheat, "without a limit on the source"))
