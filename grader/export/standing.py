"""How a learner stands with a part, and the points that are known of it."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from grader.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Container

    from grader.gradebook import Entry, Row

__all__ = ["Standing", "points", "standing", "total"]


class Standing(enum.Enum):
    """What stands behind a part's points, or behind there being none."""

    GIVEN = "given"
    """An instructor gave the points by hand."""
    GRADED = "graded"
    """The grader judged it, or could not read it, which earns nothing."""
    LEFT_OUT = "left out"
    """The learner handed in other parts, and not this one."""
    ERRORED = "errored"
    """The grader failed."""
    WAITING = "waiting"
    """Something came, and is not graded."""
    ABSENT = "absent"
    """Nothing at all came from the learner."""


def standing(row: Row, entry: Entry) -> Standing:
    """Return how the row's learner stands with this part."""
    if entry.override:
        return Standing.GIVEN
    if entry.outcome is Outcome.ERRORED:
        return Standing.ERRORED
    if entry.outcome or entry.error:
        return Standing.GRADED
    if entry.attempt is not None:
        return Standing.WAITING
    if any(other.outcome or other.error or other.attempt is not None for other in row.entries):
        return Standing.LEFT_OUT
    return Standing.ABSENT if row.missing else Standing.WAITING


def points(row: Row, entry: Entry) -> float | None:
    """Return what a part counts for the learner, or None where nobody knows.

    A part that was left out is 0, as it is in the learner's report. Where nothing came there is no number: the
    learner may be excused, have more time, or have a grade by another road, which a 0 would overwrite.
    """
    match standing(row, entry):
        case Standing.GIVEN if entry.override:
            return entry.override.points
        case Standing.GRADED:
            return entry.score
        case Standing.LEFT_OUT:
            return 0.0
    return None


def total(row: Row, exercises: Container[str] | None = None) -> float | None:
    """Return the sum over those parts, or over all, or None where nobody knows it.

    A part that the grader owes makes the sum unknown; one of a learner from whom nothing came adds nothing.
    """
    entries = [entry for entry in row.entries if exercises is None or entry.exercise in exercises]
    if any(standing(row, entry) in {Standing.ERRORED, Standing.WAITING} for entry in entries):
        return None
    known = [value for entry in entries if (value := points(row, entry)) is not None]
    return sum(known) if known else None
