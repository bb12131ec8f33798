"""Every written assignment keeps the invariants of the audit, and every mistake costs what it should."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from autograder.authoring import examples, index, markers
from autograder.authoring.audit import audit
from autograder.authoring.findings import Audit
from autograder.course import load_course
from autograder.solution import Solution, read_solution

ROOT = Path(__file__).parents[2]
COURSE = load_course(ROOT / "course.yaml")
WRITTEN = [slug for slug in COURSE.slugs if (ROOT / "solutions" / slug).is_dir()]
EXERCISES = {
    "tensors": 16,
    "backprop": 16,
    "losses": 15,
    "optimizers": 14,
    "conv": 15,
    "batchnorm": 12,
    "resnet": 16,
    "value_iteration": 12,
}
"""The least number of exercises that an assignment was promised to have."""


@cache
def audited(slug: str) -> Audit:
    return audit(ROOT / "solutions" / slug, ROOT / "assignments" / slug, progress=lambda text: None)


@cache
def solution(slug: str) -> Solution:
    return read_solution(ROOT / "solutions" / slug)


def test_the_assignments_are_written():
    assert set(EXERCISES) <= set(WRITTEN)


@pytest.mark.parametrize("slug", WRITTEN)
def test_an_assignment_passes_its_audit(slug):
    assert [str(failure) for failure in audited(slug).failures] == []


@pytest.mark.parametrize("slug", WRITTEN)
def test_an_assignment_has_the_exercises_it_was_promised(slug):
    found = audited(slug)
    assert len(found.exercises) >= EXERCISES[slug]
    assert len(found.variants) >= 3


@pytest.mark.parametrize("slug", WRITTEN)
def test_every_exercise_has_a_public_and_a_hidden_check(slug):
    suite = solution(slug).suite
    for exercise in audited(slug).exercises:
        kinds = {check.hidden for check in suite.of(exercise)}
        assert kinds == {False, True}, exercise


@pytest.mark.parametrize("slug", WRITTEN)
def test_a_mutant_costs_nothing_but_the_exercises_it_gets_wrong(slug):
    suite = solution(slug).suite
    for mutant in solution(slug).mutants:
        wrong = {
            node.name
            for node in ast.parse(mutant.source).body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
        }
        lost = {suite[name].exercise for name in audited(slug).mutants[mutant.name]}
        assert lost, mutant.where
        assert lost <= wrong, f"{mutant.where} also costs {lost - wrong}"


@pytest.mark.parametrize("slug", WRITTEN)
def test_every_exercise_has_a_worked_example(slug):
    sessions = "\n".join(examples.FENCE.findall(solution(slug).handout.read_text()))
    for exercise in audited(slug).exercises:
        assert re.search(rf"\b{exercise}\(", sessions), exercise


def test_every_wrong_solution_that_other_suites_were_tried_on_is_a_mutant_that_dies():
    solutions = [solution(slug) for slug in WRITTEN]
    table = index.other_suites(solutions, ROOT / index.SUITES)
    assert table in (ROOT / "README.md").read_text()
    for one in solutions:
        index.check_names(one)
        design = (one.folder / "design.md").read_text()
        for row in index.rows(design, index.MISTAKES, one.slug):
            for mutant in row.names():
                assert audited(one.slug).mutants[mutant], f"{row.where}: {mutant} lives"


@pytest.mark.parametrize("slug", WRITTEN)
def test_no_hint_repeats_a_line_of_the_solution(slug):
    reference = solution(slug).reference
    lines = {
        line.strip()
        for _, line in markers.region_lines(reference.read_text(), str(reference))
        if len(line.strip()) > 12
    }
    for mutant in solution(slug).mutants:
        assert not [line for line in lines if line in mutant.hint], mutant.where
