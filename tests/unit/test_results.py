"""Reports go to JSON and back; `tests/golden/report.json` holds the format still, `REPORT.md` explains it."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.results import REPORT_SCHEMA, Outcome, Report, Verdict, report_from_json, report_to_json

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests/golden/report.json"

REPORT = Report(
    assignment="batchnorm",
    release="batchnorm-0123456789ab",
    submission="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    isolation="bubblewrap+fork",
    outcomes=(
        Outcome(
            check="normalises_a_random_batch",
            exercise="batchnorm_forward",
            verdict=Verdict.FAILED,
            points=0.0,
            possible=2.0,
            claim="Each feature has mean 0 and variance 1 − eps.",
            message="out: 40 of 40 values differ; largest gap at [3, 1]: got 0.812, expected 0.402 (off by 0.41, "
            "tolerance 1e-09)",
            hint="Divides by N − 1, as torch.var does by default.",
            mutant="divides_by_n_minus_one",
            seconds=0.0123,
        ),
        Outcome(
            "learns",
            "fit",
            Verdict.PASSED,
            2.5,
            2.5,
            "It learns.",
            measured={"accuracy": 0.913},
            curve=({"epoch": 1, "epochs": 1, "loss": 0.25, "accuracy": 0.93},),
        ),
        Outcome(
            "stays_finite",
            "fit",
            Verdict.FAILED,
            0.0,
            1.0,
            "Losses stay finite.",
            "loss: got nan, expected at most 1",
            measured={"loss": math.nan, "largest": math.inf, "smallest": -math.inf},
        ),
        Outcome("differentiates", "g", Verdict.SKIPPED, 0.0, 3.0, "", "g is not written yet"),
        Outcome(
            "many_rows",
            "g",
            Verdict.TIMEOUT,
            0.0,
            1.0,
            "",
            "no answer in time",
            "Look for a loop.",
            hidden=True,
        ),
        Outcome(
            "one_row", "g", Verdict.ERROR, 0.0, 1.0, "", "ValueError: no\ncell 2, line 7, in `g`: `raise`"
        ),
        Outcome("is_fast", "g", Verdict.INTERNAL, 0.0, 5.0, "", "the probe returned nothing"),
    ),
    notes=("cell 3, line 1: `import cupy` fails when your code is loaded; it is left out.",),
)


def as_text(report: Report) -> str:
    return json.dumps(report_to_json(report), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def test_the_json_of_a_report_is_the_golden_one() -> None:
    assert as_text(REPORT) == GOLDEN.read_text(encoding="utf-8")


def test_a_report_comes_back_from_its_json() -> None:
    back = report_from_json(json.loads(GOLDEN.read_text(encoding="utf-8")))
    assert math.isnan(back.outcomes[2].measured["loss"])
    assert as_text(back) == as_text(REPORT)
    finite = replace(REPORT, outcomes=(*REPORT.outcomes[:2], *REPORT.outcomes[3:]))
    assert report_from_json(report_to_json(finite)) == finite


def test_verdicts_come_back_as_verdicts() -> None:
    back = report_from_json(report_to_json(REPORT))
    assert [o.verdict for o in back.outcomes] == [o.verdict for o in REPORT.outcomes]
    assert all(isinstance(o.verdict, Verdict) for o in back.outcomes)


def test_infinite_measurements_survive_json() -> None:
    measured = report_from_json(json.loads(as_text(REPORT))).outcomes[2].measured
    assert (measured["largest"], measured["smallest"]) == (math.inf, -math.inf)


@pytest.mark.parametrize("schema", [REPORT_SCHEMA + 1, str(REPORT_SCHEMA), None])
def test_another_schema_is_refused(schema: object) -> None:
    data = {**report_to_json(REPORT), "schema": schema}
    with pytest.raises(ValueError, match=f"^report schema {schema!r}, this version reads {REPORT_SCHEMA}$"):
        report_from_json(data)


def test_an_unknown_verdict_is_refused() -> None:
    data = report_to_json(REPORT)
    data["outcomes"][0]["verdict"] = "excellent"
    with pytest.raises(ValueError, match="'excellent' is not a valid Verdict"):
        report_from_json(data)


def test_a_fault_of_ours_costs_no_points() -> None:
    assert REPORT.score == 2.5
    assert REPORT.possible == 2.0 + 2.5 + 1.0 + 3.0 + 1.0 + 1.0


def test_points_are_added_without_the_dust_of_floats() -> None:
    tenth = Outcome("a", "f", Verdict.PASSED, 0.1, 0.1)
    assert replace(REPORT, outcomes=(tenth,) * 3).score == 0.3
    assert replace(REPORT, outcomes=(tenth,) * 3).possible == 0.3


# The documentation


def documented(heading: str) -> list[str]:
    """The first column of the table under a heading of REPORT.md."""
    text = (ROOT / "autograder/REPORT.md").read_text(encoding="utf-8")
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE)


def test_every_field_of_the_json_is_documented_in_its_order() -> None:
    data: dict[str, Any] = report_to_json(REPORT)
    assert documented("Report") == list(data)
    for outcome in data["outcomes"]:
        assert documented("Outcome") == list(outcome)


def test_every_verdict_is_documented() -> None:
    assert documented("Verdicts") == [verdict.value for verdict in Verdict]
