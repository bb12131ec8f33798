"""Settings come from the environment, have defaults beside the course, and say which variable is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.errors import OperatorError
from autograder.server.settings import read_settings


def test_without_any_variable_everything_lies_beside_the_course(tmp_path: Path) -> None:
    settings = read_settings(tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path}/.autograder/server/server.sqlite"
    assert settings.blobs == tmp_path / ".autograder/server/blobs"
    assert settings.workers >= 1


def test_variables_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTOGRADER_DATABASE_URL", "postgresql://host/name")
    monkeypatch.setenv("AUTOGRADER_WORKERS", "3")
    monkeypatch.setenv("AUTOGRADER_KINDS", '["cpu"]')
    monkeypatch.setenv("AUTOGRADER_SECRET", "is for the grader")
    settings = read_settings(tmp_path)
    assert (settings.database_url, settings.workers) == ("postgresql://host/name", 3)
    assert settings.kinds == ("cpu",)


def test_every_wrong_variable_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTOGRADER_WORKERS", "many")
    monkeypatch.setenv("AUTOGRADER_LEASE_SECONDS", "0")
    with pytest.raises(OperatorError, match=r"AUTOGRADER_LEASE_SECONDS.*AUTOGRADER_WORKERS"):
        read_settings(tmp_path)
