"""The notebooks run: solved from top to bottom, untouched up to the first stub, with a sentence that helps."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from autograder.authoring import markers, weave
from autograder.course import load_course
from autograder.solution import read_solution

ROOT = Path(__file__).parents[2]
WRITTEN = [s for s in load_course(ROOT / "course.yaml").slugs if (ROOT / "solutions" / s).is_dir()]

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


def execute(notebook, folder):
    NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(folder)}}).execute()
    return notebook


def release_into(folder, slug):
    target = folder / slug
    target.mkdir()
    for source in (ROOT / "assignments" / slug).rglob("*"):
        if source.is_file() and "__pycache__" not in source.parts:
            copy = target / source.relative_to(ROOT / "assignments" / slug)
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(source.read_bytes())
    return target


@pytest.mark.parametrize("slug", WRITTEN)
def test_a_solved_notebook_runs_and_every_check_cell_is_green(slug, tmp_path):
    solution = read_solution(ROOT / "solutions" / slug)
    source = solution.reference.read_text()
    exercises = markers.exercises(source, str(solution.reference))
    solved = markers.without_markers(source)
    notebook = weave.weave(slug, solution.handout.read_text(), solved, exercises, str(solution.handout))

    execute(notebook, release_into(tmp_path, slug))

    shown = {
        cell.id: "".join(output["data"]["text/plain"] for output in cell.outputs if "data" in output)
        for cell in notebook.cells
        if cell.cell_type == "code" and "check" in cell.metadata.get("tags", [])
    }
    assert len(shown) == len(exercises)
    for cell, text in shown.items():
        assert text, cell
        assert {line[0] for line in text.splitlines()} == {"✓"}, f"{cell}: {text}"


@pytest.mark.parametrize("slug", WRITTEN)
def test_an_untouched_notebook_stops_at_a_stub_that_says_what_is_missing(slug, tmp_path):
    folder = release_into(tmp_path, slug)
    notebook = nbformat.read(folder / f"{slug}.ipynb", as_version=4)

    with pytest.raises(CellExecutionError) as stopped:
        execute(notebook, folder)

    assert stopped.value.ename == "NotImplementedError"
    assert stopped.value.evalue.endswith("is not written yet")

    checks = [c for c in notebook.cells if "check" in c.metadata.get("tags", []) and c.outputs]
    for cell in checks:
        assert "not written yet" in cell.outputs[0]["data"]["text/plain"]
