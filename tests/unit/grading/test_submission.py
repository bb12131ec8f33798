"""Tests of `autograder.grading.submission`: what is read, what is refused and in which words."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import OperatorError, StudentError
from autograder.grading import submission
from autograder.grading.submission import Origin, Submission, digest, read_submission

CODE = "def f(x):\n    return x\n"
ALONE = "Hand in `tensors.ipynb` or `tensors.py` alone, without a zip."
SAVE_AGAIN = "Open it in Jupyter, save it, and hand it in again."


def hand_in(folder: Path, name: str, content: bytes | str, **others: tuple[str, ...]) -> Submission:
    """Read a file of that name and content as `tensors`, whose exercises are `f` and `g`."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_submission(path, "tensors", ("f", "g"), lambda: others)


def refusal(folder: Path, name: str, content: bytes | str, **others: tuple[str, ...]) -> tuple[str, str, str]:
    """Message, hint and place of the error that the file gives."""
    with pytest.raises(StudentError) as caught:
        hand_in(folder, name, content, **others)
    return caught.value.message, caught.value.hint, caught.value.where


def code(source: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": source}


def notebook(*cells: Any, **fields: Any) -> str:
    return json.dumps({"nbformat": 4, "cells": list(cells), **fields})


def zipped(files: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)  # of 1980: the names of tests must not depend on the clock
            entry.compress_type = method
            archive.writestr(entry, content)
    return buffer.getvalue()


def zipped_entry(name: str, **fields: int) -> bytes:
    """A zip of one entry with these fields of `ZipInfo`."""
    entry = zipfile.ZipInfo(name)
    for field, number in fields.items():
        setattr(entry, field, number)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(entry, CODE)
    return buffer.getvalue()


# What is read


def test_a_script_is_one_module_with_the_digest_of_the_file(tmp_path: Path) -> None:
    read = hand_in(tmp_path, "tensors.py", CODE + "print(f(1))\n")
    assert read == Submission(
        sha256=hashlib.sha256((CODE + "print(f(1))\n").encode()).hexdigest(),
        source=CODE,
        origins=(Origin(None, 1), Origin(None, 2)),
        notes=(),
        broken={},
    )


def test_the_cells_of_a_notebook_are_counted_as_jupyter_shows_them(tmp_path: Path) -> None:
    text = {"cell_type": "markdown", "source": ["# def g"]}
    read = hand_in(
        tmp_path,
        "any name.ipynb",
        notebook(text, code(["%pwd\n", "def f(x):\n", "    return N"]), text, code("N = 1")),
    )
    assert read.source == "def f(x):\n    return N\nN = 1\n"
    assert read.origins == (Origin(2, 2), Origin(2, 3), Origin(4, 1))
    assert [read.place(line) for line in (1, 3, 4, 0)] == [
        "cell 2, line 2",
        "cell 4, line 1",
        "a line that is not there",
        "a line that is not there",
    ]


def test_a_notebook_of_format_3_is_read(tmp_path: Path) -> None:
    sheets = [{"cells": [{"cell_type": "code", "input": ["def f(x):\n", "    return x"]}]}, {}, {"cells": 3}]
    assert hand_in(tmp_path, "a.ipynb", json.dumps({"nbformat": 3, "worksheets": sheets})).source == CODE


def test_cells_that_are_no_cells_are_noted_and_skipped(tmp_path: Path) -> None:
    read = hand_in(
        tmp_path, "a.ipynb", notebook(code(CODE), 3, None, code(3), code(["a", 3]), {}, code(None))
    )
    assert read.source == CODE
    assert read.notes == ("Cell 2 and 4 more cannot be read as code; the rest of the notebook is graded.",)
    [note] = hand_in(tmp_path, "a.ipynb", notebook(code(CODE), [])).notes
    assert note == "Cell 2 cannot be read as code; the rest of the notebook is graded."


def test_a_notebook_with_large_outputs_is_read(tmp_path: Path) -> None:
    plot = {**code(CODE), "outputs": [{"data": {"image/png": "A," * 5_000_000}}], "metadata": {"a": [1, {}]}}
    assert hand_in(tmp_path, "a.ipynb", notebook(plot)).source == CODE


def test_a_notebook_of_two_thousand_cells_is_read(tmp_path: Path) -> None:
    assert hand_in(tmp_path, "a.ipynb", notebook(*[code("a b")] * 1999, code(CODE))).source == CODE


def test_a_lone_surrogate_in_a_notebook_becomes_a_question_mark(tmp_path: Path) -> None:
    assert hand_in(tmp_path, "a.ipynb", notebook(code("f = '\ud800'"))).source == "f = '?'\n"


@pytest.mark.parametrize(
    "content",
    [
        "f = 'é'\n".encode(),
        "f = 'é'\n".encode("utf-8-sig"),
        "f = 'é'\n".encode("utf-16"),
        b"\xfe\xff" + "f = 'é'\n".encode("utf-16-be"),
        "# -*- coding: latin-1 -*-\nf = 'é'\n".encode("latin-1"),
        "#!python\r\n# vim: set fileencoding=ISO_8859_1 :\r\nf = 'é'\r\n".encode("latin-1"),
        "# coding: utf-8\nf = 'é'\n".encode(),
        "# coding: rot13\nf = 'é'\n".encode(),
    ],
)
def test_encodings_that_say_what_they_are_are_read(tmp_path: Path, content: bytes) -> None:
    read = hand_in(tmp_path, "a.py", content)
    assert (read.source, read.notes) == ("f = 'é'\n", ())


def test_windows_text_is_read_with_its_own_characters(tmp_path: Path) -> None:
    assert hand_in(tmp_path, "a.py", "# coding: cp1252\nf = '€'".encode("cp1252")).source == "f = '€'\n"


@pytest.mark.parametrize("cookie", ["", "# coding: utf-8\n", "# coding: ascii\n"])
def test_text_that_is_not_utf8_is_read_as_latin1_with_a_note(tmp_path: Path, cookie: str) -> None:
    read = hand_in(tmp_path, "a.py", (cookie + "f = 'é'").encode("latin-1"))
    assert read.source == "f = 'é'\n"
    assert read.notes == ("This file is not UTF-8 and was read as Latin-1; save it as UTF-8.",)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_line_feeds(tmp_path: Path, end: str) -> None:
    lines = f"N = 1{end}def f(x):{end}    return N{end}"
    for name, content in {"a.py": lines, "a.ipynb": notebook(code(lines))}.items():
        read = hand_in(tmp_path, name, content)
        assert read.source == "N = 1\ndef f(x):\n    return N\n"
        assert [origin.line for origin in read.origins] == [1, 2, 3]


def test_a_broken_exercise_is_reported_by_name(tmp_path: Path) -> None:
    read = hand_in(tmp_path, "tensors.py", CODE + "def g(x):\n    return x x\n", optimizers=("sgd", "adam"))
    assert read.source == CODE
    assert read.broken == {
        "g": "line 4 does not parse (invalid syntax): `return x x`, so `g` cannot be graded."
    }


def test_a_file_without_exercises_is_read_as_nothing(tmp_path: Path) -> None:
    read = hand_in(tmp_path, "tensors.py", "N = 1\n", optimizers=("sgd", "adam"))
    assert (read.source, read.origins) == ("", ())
    assert read.notes == ("None of the assignment's exercises is defined in this file.",)


def test_the_digest_of_a_file_is_known_even_if_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"a")
    (tmp_path / "link.py").symlink_to(tmp_path / "a.doc")
    assert digest(tmp_path / "a.doc") == hashlib.sha256(b"a").hexdigest()
    assert [digest(tmp_path / name) for name in ("", "none.py", "link.py")] == ["", "", ""]


# What is refused


def test_another_assignment_is_recognised(tmp_path: Path) -> None:
    three = "def sgd(): 1\ndef adam(): 2\nclass Lion: 3\nx = 4\n"
    refused = refusal(
        tmp_path, "a.py", three, losses=("x", "y", "z"), optimizers=("sgd", "adam", "Lion", "a", "b")
    )
    assert refused == (
        "this looks like `optimizers` (3 of its exercises are defined), not `tensors`",
        "Hand in `tensors.ipynb` or `tensors.py` here.",
        "a.py",
    )
    message, _, _ = refusal(tmp_path, "a.py", "sgd = 1", optimizers=("sgd", "adam"))
    assert message == "this looks like `optimizers` (1 of its exercises is defined), not `tensors`"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("sgd = 1\n", ""),
        (CODE + "sgd = adam = 1\n", CODE),
        ("sgd = adam = 1\ndef g(x):\n    x x\n", ""),
    ],
    ids=["one name of three", "beside an exercise", "beside a broken exercise"],
)
def test_another_assignment_is_not_suspected_too_soon(tmp_path: Path, text: str, source: str) -> None:
    others = {"optimizers": ("sgd", "adam", "lion"), "tensors": ("sgd",)}
    assert hand_in(tmp_path, "a.py", text, **others).source == source


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.docx", "`.docx` files are not graded"),
        ("a", "this file has no ending"),
        ("a.p\x1b[y", "`.p\\x1b[y` files are not graded"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, name: str, message: str) -> None:
    hint = "Hand in `tensors.ipynb`, `tensors.py`, or a zip with one of them."
    assert refusal(tmp_path, name, "x") == (message, hint, name.replace("\x1b", "\\x1b"))


@pytest.mark.parametrize("name", ["a.py", "a.ipynb"])
@pytest.mark.parametrize("content", ["", " \n"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str, content: str) -> None:
    assert refusal(tmp_path, name, content) == (
        "this file is empty",
        "Save your work, then hand it in again.",
        name,
    )


def test_a_missing_file_a_folder_and_a_link_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.py").mkdir()
    (tmp_path / "real.py").write_text(CODE)
    (tmp_path / "link.py").symlink_to(tmp_path / "real.py")
    for name, message, hint in [
        ("none.py", "there is no such file", "Check the name, and where you saved it."),
        ("a\0.py", "there is no such file", "Check the name, and where you saved it."),
        (
            "folder.py",
            "this is a folder, not a file",
            "Hand in the notebook or the .py file in it, or a zip of the folder.",
        ),
        ("link.py", "this is a link, not a file", "Hand in the file itself."),
    ]:
        with pytest.raises(StudentError) as caught:
            read_submission(tmp_path / name, "tensors", ("f",))
        assert (caught.value.message, caught.value.hint) == (message, hint)
        assert caught.value.where == name.replace("\0", "\\x00")


def test_a_file_the_system_withholds_is_the_operators_problem(tmp_path: Path) -> None:
    with pytest.raises(OperatorError) as caught:
        read_submission(tmp_path / f"{'a' * 300}.py", "tensors", ("f",))
    assert caught.value.message == "this file cannot be read (File name too long)"
    assert caught.value.hint == "Check the permissions of the file and of its folder."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("def f(x): pass", "this is not a notebook: it is not JSON"),
        ("[" * 200_000, "this is not a notebook: it is not JSON"),
        ('{"nbformat": ' + "9" * 5000 + "}", "this is not a notebook: it is not JSON"),
        ("[1, 2]", "this is JSON, but not a notebook"),
        ("{}", "notebook format without a number is not read, only 3 and 4 are"),
        ('{"nbformat": 5, "cells": []}', "notebook format 5 is not read, only 3 and 4 are"),
        ('{"nbformat": "\\u001b4"}', "notebook format \\x1b4 is not read, only 3 and 4 are"),
        ('{"nbformat": [4]}', "notebook format without a number is not read, only 3 and 4 are"),
        ('{"nbformat": 4}', "the cells of this notebook are not a list"),
        ('{"nbformat": 4, "cells": {"0": {}}}', "the cells of this notebook are not a list"),
        ('{"nbformat": 3, "worksheets": [3]}', "the cells of this notebook are not a list"),
    ],
)
def test_what_is_no_notebook_is_refused(tmp_path: Path, content: str, message: str) -> None:
    assert refusal(tmp_path, "a.ipynb", content) == (message, SAVE_AGAIN, "a.ipynb")


def test_sizes_have_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submission, "MAX_FILE", submission.MB)
    monkeypatch.setattr(submission, "MAX_VALUES", 100)
    clear = "Clear the outputs of the notebook, save it, and hand it in again."
    no_data = "Hand in the assignment's own file, without data written out as code."
    large = b"#" * (submission.MB + 1)
    assert refusal(tmp_path, "a.py", large) == ("this file is larger than 1 MB", clear, "a.py")
    packed = zipped({"a.py": large}, zipfile.ZIP_DEFLATED)
    assert refusal(tmp_path, "a.zip", packed) == ("this file is larger than 1 MB", clear, "a.zip")
    values = notebook(code(CODE), metadata=[1] * 100)
    assert refusal(tmp_path, "a.ipynb", values) == (
        "this notebook holds more than 100 values",
        clear,
        "a.ipynb",
    )
    lines = refusal(tmp_path, "a.py", "a\nb;" * 10_000)
    assert lines == ("this file holds more than 20,000 lines of code", no_data, "a.py")
    cells = notebook(*[code(" " * 200_000)] * 2)
    assert refusal(tmp_path, "a.ipynb", cells) == (
        "this file holds more than 300 KB of code",
        no_data,
        "a.ipynb",
    )


# Zips


@pytest.mark.parametrize(
    "files",
    [
        {"tensors.py": CODE},
        {"folder/deep/tensors.py": CODE, "other.py": "", "other.ipynb": ""},
        {"tensors.ipynb": notebook(code(CODE)), "figure.png": b"\x89", "README.md": ""},
        {"mine.ipynb": notebook(code(CODE)), "helpers.py": "", "more.py": ""},
        {"mine.py": CODE},
        {"MINE.PY": CODE, "folder/": ""},
        {
            "__MACOSX/tensors.py": "",
            "tensors.py": CODE,
            ".ipynb_checkpoints/tensors.ipynb": "",
            "._tensors.py": "",
        },
    ],
)
def test_the_one_file_of_a_zip_that_can_be_meant_is_read(tmp_path: Path, files: dict[str, str]) -> None:
    content = zipped(files)
    read = hand_in(tmp_path, "a.zip", content)
    assert read.source == CODE
    assert read.sha256 == hashlib.sha256(content).hexdigest()


def test_scripts_of_a_zip_that_are_not_read_are_named(tmp_path: Path) -> None:
    files = {"tensors.py": CODE} | {f"{name}.py": "" for name in "abcd"}
    [note] = hand_in(tmp_path, "a.zip", zipped(files)).notes
    assert note == "Only `tensors.py` is graded; what stands in `a.py`, `b.py` and 2 more is not."


def test_nothing_but_the_chosen_file_of_a_zip_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    open_entry = zipfile.ZipFile.open

    def record(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *rest: Any, **options: Any) -> Any:
        opened.append(entry.filename)
        return open_entry(archive, entry, *rest, **options)

    content = zipped({".OTTER_LOG": b"cos\nsystem\n(S'false'\ntR.", "model.pt": b"PK", "tensors.py": CODE})
    monkeypatch.setattr(zipfile.ZipFile, "open", record)
    assert hand_in(tmp_path, "a.zip", content).source == CODE
    assert opened == ["tensors.py"]


@pytest.mark.parametrize(
    ("names", "message", "hint"),
    [
        (
            ("tensors.ipynb", "tensors.py"),
            "`tensors.ipynb` and `tensors.py` could each be what you hand in",
            "Hand in one of them alone.",
        ),
        (
            ("a/tensors.py", "b/tensors.py"),
            "`a/tensors.py` and `b/tensors.py` could each be what you hand in",
            "Hand in one of them alone.",
        ),
        (
            ("one.ipynb", "two.ipynb", "three.py"),
            "`one.ipynb` and `two.ipynb` could each be what you hand in",
            "Hand in one alone, or call it `tensors.ipynb`.",
        ),
        (
            ("1.py", "2.py", "3.py", "4.py"),
            "`1.py`, `2.py` and 2 more could each be what you hand in",
            "Hand in one alone, or call it `tensors.py`.",
        ),
        (
            ("notes.txt", "tests/", "tensors.pyc"),
            "there is no notebook and no .py file in this zip",
            "It should hold `tensors.ipynb` or `tensors.py`.",
        ),
    ],
)
def test_a_zip_that_leaves_a_choice_or_none_is_refused(
    tmp_path: Path, names: tuple[str, ...], message: str, hint: str
) -> None:
    assert refusal(tmp_path, "a.zip", zipped(dict.fromkeys(names, CODE))) == (message, hint, "a.zip")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (zipped_entry("../tensors.py"), "`../tensors.py` leads out of the zip"),
        (zipped_entry("a/../tensors.py"), "`a/../tensors.py` leads out of the zip"),
        (zipped_entry("..\\tensors.py"), "`..\\tensors.py` leads out of the zip"),
        (zipped_entry("/tensors.py"), "`/tensors.py` leads out of the zip"),
        (zipped_entry("C:\\tensors.py"), "`C:\\tensors.py` leads out of the zip"),
        (zipped_entry("../\x1b\u202e.py"), "`../\\x1b\\u202e.py` leads out of the zip"),
        (zipped_entry("tensors.py", external_attr=stat.S_IFLNK << 16), "`tensors.py` is a link, not a file"),
        (zipped_entry("a.py", compress_type=zipfile.ZIP_BZIP2), "`a.py` is packed in an uncommon way"),
        (zipped({"a.py": "#" * 10_000_000}), "`a.py` unpacks to more than 200 times its size"),
        (zipped(dict.fromkeys(map(str, range(201)), "")), "this zip holds more than 200 files"),
        (CODE.encode(), "this is not a zip file, or it is damaged"),
        (zipped({"a.py": CODE})[:-30], "this is not a zip file, or it is damaged"),
        (b"", "this file is empty"),
    ],
)
def test_a_dangerous_or_damaged_zip_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    assert refusal(tmp_path, "a.zip", content) == (message, ALONE, "a.zip")


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    content = bytearray(zipped({"tensors.py": CODE}))
    content[content.index(b"PK\1\2") + 8] |= 1
    assert refusal(tmp_path, "a.zip", bytes(content)) == ("`tensors.py` is encrypted", ALONE, "a.zip")


def test_content_that_does_not_match_its_checksum_is_refused(tmp_path: Path) -> None:
    content = zipped({"tensors.py": CODE}, zipfile.ZIP_STORED).replace(b"def f", b"def h")
    assert refusal(tmp_path, "a.zip", content) == ("this is not a zip file, or it is damaged", ALONE, "a.zip")


def test_headers_that_lie_about_sizes_do_not_help(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytearray(zipped({"tensors.py": CODE, "data.bin": b""}))
    second = content.index(b"PK\1\2", content.index(b"PK\1\2") + 4)
    content[second + 24 : second + 28] = (300 * 2**20).to_bytes(4, "little")
    assert refusal(tmp_path, "a.zip", bytes(content))[0] == "this zip unpacks to more than 256 MB"
    content = bytearray(zipped({"tensors.py": "#" * 1_000_000}))
    start = content.index(b"PK\1\2")
    content[start + 24 : start + 28] = (10).to_bytes(4, "little")
    assert refusal(tmp_path, "a.zip", bytes(content))[0] == "this is not a zip file, or it is damaged"


def test_an_error_within_a_zip_names_the_file_in_it(tmp_path: Path) -> None:
    content = zipped({"work/tensors.ipynb": "{}"})
    assert refusal(tmp_path, "a.zip", content)[2] == "a.zip/work/tensors.ipynb"


# Anything at all

VALID = {
    ".py": (CODE + "# coding: latin-1\nx = (\n%%time\n'''").encode(),
    ".ipynb": notebook(code(["%%time\n", CODE]), {"cell_type": "markdown"}, metadata={}).encode(),
    ".zip": zipped({"tensors.py": CODE, "folder/": "", "helpers.py": "x = 1"}),
}


@pytest.fixture(scope="module")
def drawer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("drawer")


def read_or_refuse(folder: Path, suffix: str, content: bytes) -> None:
    """Read the bytes; a refusal must be the student's, with a hint, and fit to print."""
    try:
        read = hand_in(folder, f"any{suffix}", content)
        assert read.source.count("\n") == len(read.origins)
        sentences = [*read.notes, *read.broken.values()]
    except StudentError as error:
        sentences = [error.message, error.hint or "\n", error.where]
    assert all(sentence.isprintable() for sentence in sentences)


@settings(max_examples=150, deadline=None)
@given(suffix=st.sampled_from([".py", ".ipynb", ".zip"]), content=st.binary(max_size=400))
def test_arbitrary_bytes_are_read_or_refused(drawer: Path, suffix: str, content: bytes) -> None:
    read_or_refuse(drawer, suffix, content)


@settings(max_examples=400, deadline=None)
@given(suffix=st.sampled_from([".py", ".ipynb", ".zip"]), data=st.data())
def test_damaged_files_are_read_or_refused(drawer: Path, suffix: str, data: st.DataObject) -> None:
    content = bytearray(VALID[suffix])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    read_or_refuse(drawer, suffix, bytes(content))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("code"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["cells", "cell_type", "source", "input", "worksheets"]), inner, max_size=3
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(version=st.sampled_from([3, 4]), cells=JSON)
def test_arbitrary_json_in_a_notebook_is_read_or_refused(drawer: Path, version: int, cells: Any) -> None:
    document = {"nbformat": version, "cells": cells, "worksheets": [{"cells": cells}]}
    read_or_refuse(drawer, ".ipynb", json.dumps(document).encode())


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"()[]{}'\"\\\n%!?=:@#; ", "'''", '"""', "def f", "\0", "é", "    ", "lambda", "f"])
    )
)
def test_arbitrary_text_is_read_or_refused(drawer: Path, parts: list[str]) -> None:
    read_or_refuse(drawer, ".py", "".join(parts).encode())
