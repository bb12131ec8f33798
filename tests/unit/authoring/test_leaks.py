"""A statement of the solution is found in every kind of file, however it is laid out."""

from __future__ import annotations

import io
import json
import py_compile
import zipfile
from pathlib import Path

import pytest

from autograder.authoring.leaks import Leak, search
from autograder.authoring.markers import strip, without_markers

REFERENCE = '''\
"""Means."""

import torch


def running_mean(x):
    """The running mean."""
    # BEGIN SOLUTION
    n = len(x)
    counts = torch.arange(1, n + 1, dtype=x.dtype)  # one more each time
    for k in range(len(counts)):
        x = x.clamp(
            min=-1e9,
            max=1e9,
        )
    with torch.no_grad():
        return x.cumsum(0) / counts
    # END SOLUTION


def total(x):
    """Given."""
    return x.sum(dim=0, keepdim=True)
'''
RETURN = "return x.cumsum(0) / counts"
FOUND = "holds line 17 of the solution: return x.cumsum(0) / counts"
CLAMP = "holds line 12 of the solution: x = x.clamp("


def found(name: str, content: bytes | str, handout: str = "") -> list[tuple[str, str]]:
    """Where and what the search finds in a release of one file."""
    data = content if isinstance(content, bytes) else content.encode()
    return [(leak.where, leak.message) for leak in search(REFERENCE, "means.py", handout, {name: data})]


def notebook(source: str = "", outputs: list[object] | None = None, metadata: object = None) -> str:
    """A notebook of one code cell, its source as a list of lines as Jupyter writes it."""
    cell = {
        "cell_type": "code",
        "source": source.splitlines(keepends=True),
        "outputs": outputs or [],
        "metadata": metadata or {},
    }
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def zipped(name: str, content: bytes) -> bytes:
    """A zip of one file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def test_the_solved_module_shows_every_statement_that_is_worth_hiding() -> None:
    assert found("means.py", without_markers(REFERENCE)) == [
        (
            "means.py",
            "holds line 10 of the solution: counts = torch.arange(1, n + 1, dtype=x.dtype)  # one more each time",
        ),
        ("means.py", CLAMP),
        ("means.py", FOUND),
    ]


def test_the_stub_shows_nothing() -> None:
    assert found("means.py", strip(REFERENCE, "means.py")) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"def f(x):\n    {RETURN}\n", id="as it is"),
        pytest.param("return x . cumsum( 0 )/counts", id="respaced"),
        pytest.param(f"{RETURN}  # the k-th mean", id="with a comment"),
        pytest.param("return x\\\n  .cumsum(0)  # sums\n  / counts", id="wrapped"),
        pytest.param("return x.cumsum(0) \\\n    / counts", id="continued with a backslash"),
        pytest.param(f"# {RETURN}", id="commented out"),
        pytest.param(f"#{RETURN}#", id="commented out without a blank"),
        pytest.param("# return x.cumsum(0)\n#     / counts\n", id="commented out over two lines"),
        pytest.param(f">>> {RETURN}", id="behind a prompt"),
        pytest.param(f"if True: {RETURN}", id="behind other code"),
        pytest.param(f"The answer is `{RETURN}`, of course.", id="within a sentence"),
        pytest.param(f"def f(x):\r\n\t{RETURN}\r\n", id="with tabs and Windows line ends"),
    ],
)
def test_a_statement_is_found_however_it_is_laid_out(text: str) -> None:
    assert found("README.md", text) == [("README.md", FOUND)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x = x.clamp(min=-1e9, max=1e9)", id="on one line"),
        pytest.param("x = x.clamp(min=-1e9, max=1e9,)", id="on one line, its last comma left"),
        pytest.param(
            "x = x.clamp(\n  min=-1e9,  # low\n  # and high\n  max=1e9)", id="wrapped and explained"
        ),
    ],
)
def test_a_statement_of_several_lines_is_found_however_it_is_wrapped(text: str) -> None:
    assert found("extra.py", text) == [("extra.py", CLAMP)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("n = len(x)", id="a short statement"),
        pytest.param("for k in range(len(counts)):", id="the header of a loop"),
        pytest.param("with torch.no_grad():\n    pass", id="the header of a block"),
        pytest.param("return x.sum(dim=0, keepdim=True)", id="what students are given"),
        pytest.param("return x.cumsum(1) / counts", id="another statement"),
        pytest.param("xreturn x.cumsum(0) / countsx", id="part of other words"),
    ],
)
def test_what_is_nobodys_secret_is_not_found(text: str) -> None:
    assert found("README.md", text) == []


def test_what_the_handout_shows_is_public() -> None:
    assert found("means.ipynb", notebook(RETURN), handout=f"Write\n\n    {RETURN}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(notebook(f"def f(x):\n    {RETURN}"), id="source"),
        pytest.param(
            notebook(outputs=[{"output_type": "stream", "text": ["a\n", RETURN + "\n"]}]), id="printed"
        ),
        pytest.param(notebook(outputs=[{"data": {"text/plain": f"'{RETURN}'"}}]), id="shown"),
        pytest.param(notebook(metadata={"author": {"notes": RETURN}}), id="metadata"),
        pytest.param(
            notebook(
                outputs=[
                    {
                        "output_type": "error",
                        "traceback": [
                            "\x1b[0;32m----> 3\x1b[0m \x1b[0;32mreturn\x1b[0m x.cumsum(0) / \x1b[1mcounts"
                        ],
                    }
                ]
            ),
            id="a coloured traceback",
        ),
        pytest.param("{broken " + RETURN, id="a broken notebook"),
    ],
)
def test_every_part_of_a_notebook_is_searched(text: str) -> None:
    assert found("means.ipynb", text) == [("means.ipynb", FOUND)]


def test_the_members_of_a_zip_are_searched_and_zips_in_them() -> None:
    inner = zipped("notes/means.py", RETURN.encode())
    assert found("all.zip", inner) == [("all.zip!notes/means.py", FOUND)]
    assert found("all.dat", zipped("inner.zip", inner)) == [("all.dat!inner.zip!notes/means.py", FOUND)]


def test_the_header_of_recorded_values_is_searched_and_the_numbers_behind_it_are_not() -> None:
    header = json.dumps({"__metadata__": {"index": json.dumps({"hint": RETURN})}}).encode()
    data = len(header).to_bytes(8, "little") + header + RETURN.encode()
    assert found("expected.safetensors", data) == [("expected.safetensors", FOUND)]
    assert found("expected.safetensors", (2).to_bytes(8, "little") + b"{}" + RETURN.encode()) == []


def test_bytecode_is_a_finding_by_itself(tmp_path: Path) -> None:
    source, compiled = tmp_path / "means.py", tmp_path / "means.pyc"
    source.write_text(without_markers(REFERENCE), encoding="utf-8")
    py_compile.compile(str(source), cfile=str(compiled), doraise=True)
    sentence = "is bytecode, which may be that of the solution"
    assert found("__pycache__/means.pyc", compiled.read_bytes()) == [("__pycache__/means.pyc", sentence)]
    assert found("all.zip", zipped("means.pyc", b"")) == [("all.zip!means.pyc", sentence)]


def test_files_that_are_no_text_hold_no_statement() -> None:
    assert found("image.png", bytes(range(256))) == []


def test_findings_say_file_and_line() -> None:
    (leak,) = search(REFERENCE, "means.py", "", {"a.md": b"", "b.md": RETURN.encode()})
    assert leak == Leak("b.md", FOUND)
