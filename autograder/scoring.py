"""From what was measured to points: a curve may change, and nothing has to run again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from autograder.course import Band, points_for
from autograder.results import Outcome, Report, Verdict


def apply_bands(report: Report, bands: Mapping[str, Band]) -> Report:
    """The report with the points that the bands give for what was measured.

    A check that did not pass earns nothing, whatever was measured. One that measured nothing the bands name keeps all
    or none of its points.
    """
    return replace(report, outcomes=tuple(_banded(outcome, bands) for outcome in report.outcomes))


def _banded(outcome: Outcome, bands: Mapping[str, Band]) -> Outcome:
    shares = [points_for(bands[name], number) for name, number in outcome.measured.items() if name in bands]
    if not shares or outcome.verdict is not Verdict.PASSED:
        return outcome
    return replace(outcome, points=round(outcome.possible * min(shares), 2))
