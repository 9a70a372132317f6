"""Our own table, `gradebook.csv`: all that is known of a class, for a spreadsheet or for pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from grader.export.cells import cell, grade_cells, table
from grader.export.standing import total
from grader.export.text import known, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from grader.gradebook import Gradebook, Row

__all__ = ["render_sheet"]

_LEARNER: Final = ("key", "name", "id", "login", "email", "section", "in_roster", "attempts")
_SUMS: Final = ("score", "max_score", "percent", "late", "overridden", "missing")


def render_sheet(gradebook: Gradebook) -> bytes:
    """Return a row a learner: who it is, a column a part, a column a lesson, and the sums."""
    exercises = tuple(column.exercise for column in gradebook.columns)
    lessons: dict[str, list[str]] = {}
    for exercise in exercises:
        lessons.setdefault(exercise.rpartition("_")[0], []).append(exercise)
    heads = [*_LEARNER, *map(cell, (*exercises, *lessons)), *_SUMS]
    return table([heads, *([*_learner(row), *_grades(row, lessons)] for row in gradebook.rows)])


def _learner(row: Row) -> Iterable[str]:
    yield from map(cell, (row.key, row.name, row.id, row.login, row.email, row.section))
    yield _truth(row.in_roster)
    yield str(row.attempts)


def _grades(row: Row, lessons: Mapping[str, list[str]]) -> Iterable[str]:
    yield from grade_cells(row)
    yield from (known(total(row, exercises)) for exercises in lessons.values())
    score = total(row)
    yield known(score)
    yield number(row.max_score)
    yield known(100 * score / row.max_score if score is not None and row.max_score else None)
    yield str(sum(entry.late for entry in row.entries))
    yield str(sum(entry.override is not None for entry in row.entries))
    yield _truth(row.missing)


def _truth(value: bool) -> str:  # noqa: FBT001 - what it says is the value
    return "true" if value else "false"
