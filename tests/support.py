"""Names that several test modules use; the fixtures that go with them are in `conftest.py`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

import grader
from grader.data import World

if TYPE_CHECKING:
    from grader.catalogue import Part
    from grader.evidence import Cell, Evidence
    from grader.limits import Limits
    from grader.results import PartResult

__all__ = ["ROOT", "GradeSource", "RunOwn", "limited"]

ROOT = Path(grader.__file__).resolve().parent.parent


class GradeSource(Protocol):
    """Grades source text as one part's submission."""

    def __call__(
        self, part_id: str, source: str | tuple[Cell, ...], *, limits: Limits | None = None
    ) -> PartResult:
        """Return the part's result; nothing of it is written to disk."""


class RunOwn(Protocol):
    """Runs a part's reference solution, or other trusted source in its place."""

    def __call__(self, part_id: str, world: World = World.PUBLIC, *, source: str | None = None) -> Evidence:
        """Return the evidence that it leaves in `world`."""


def limited(part: Part, limits: Limits) -> Part:
    """Return the part with other limits."""
    return msgspec.structs.replace(part, exercise=msgspec.structs.replace(part.exercise, limits=limits))
