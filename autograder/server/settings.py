"""What an operator may set, from the environment: `AUTOGRADER_DATABASE_URL`, `AUTOGRADER_WORKERS`, and so on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from autograder.errors import OperatorError
from autograder.grading.pipeline import STATE

PREFIX = "AUTOGRADER_"


class Settings(BaseSettings):
    """Settings of a server and of the runners beside it."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, use_attribute_docstrings=True)

    root: Path
    """The course folder."""
    database_url: str = Field(default="", repr=False)
    """As SQLAlchemy writes it: `postgresql://host/name`. Without it, an SQLite file in the course's `.autograder`."""
    blobs: Path = Path()
    """Folder of what was handed in. Without it, one in the course's `.autograder`."""
    lease_seconds: Annotated[float, Field(ge=1, le=3600)] = 30.0
    """How long a runner that says nothing keeps its job; a heartbeat comes three times as often."""
    poll_seconds: Annotated[float, Field(gt=0, le=60)] = 0.2
    """How often an idle runner looks for a job: half of it is the wait that an empty queue adds."""
    workers: Annotated[int, Field(ge=0)] = Field(default_factory=lambda: len(os.sched_getaffinity(0)))
    """Runners on this machine, each a process; without it, one for each core."""
    kinds: tuple[Literal["cpu", "gpu"], ...] = ("cpu", "gpu")
    """What these runners take. A machine without a GPU trains the smaller network of the CPU track."""

    @model_validator(mode="before")
    @classmethod
    def _beside_the_course(cls, data: dict[str, object]) -> dict[str, object]:
        """Give database and blobs their places in the course folder."""
        folder = Path(str(data.get("root", "."))).resolve() / STATE / "server"
        places = {"database_url": f"sqlite:///{folder / 'server.sqlite'}", "blobs": folder / "blobs"}
        return {**data, **{name: place for name, place in places.items() if not data.get(name)}}

    @model_validator(mode="after")
    def _some_kind(self) -> Self:
        if not self.kinds:
            raise ValueError("kinds: an empty list of kinds takes no jobs")
        return self


def read_settings(root: Path) -> Settings:
    """The settings for a course, from the environment.

    Raises:
        OperatorError: what is wrong in it, each variable by name.
    """
    try:
        return Settings(root=root)
    except ValidationError as error:
        wrong = [f"{PREFIX}{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()]
        hint = "Set these variables anew, or unset them to have the defaults."
        raise OperatorError("; ".join(wrong), hint=hint, where="environment") from None
