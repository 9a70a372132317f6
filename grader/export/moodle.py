"""The CSV file that Moodle's gradebook imports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from grader.export.cells import cell, grade_cells, table
from grader.export.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.gradebook import Column, Gradebook, Row

__all__ = ["render_moodle"]

_LEARNER: Final = ("First name", "Last name", "ID number", "Username", "Email address")


def render_moodle(gradebook: Gradebook) -> bytes:
    """Return a column a grade item, named after the part and its points, and a row a learner.

    An empty cell is no grade.
    """
    heads = [*_LEARNER, *map(_item, gradebook.columns)]
    return table([heads, *([*_learner(row), *grade_cells(row)] for row in gradebook.rows)])


def _item(column: Column) -> str:
    # Moodle reads an item's most points nowhere: the instructor has to see them, and set them.
    return cell(f"{column.exercise}: {column.title} ({column.max_score} points)")


def _learner(row: Row) -> Iterable[str]:
    return map(cell, (*_names(row.name), row.id, row.login, row.email))


def _names(name: str) -> tuple[str, str]:
    """Return the first names and the last: what is before the comma, or the last word of several."""
    line = one_line(name)
    if "," in line:
        last, _, first = line.partition(",")
        return first, last
    first, _, last = line.rpartition(" ")
    return (first, last) if first else (last, "")
