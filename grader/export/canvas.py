"""The CSV file that Canvas's gradebook imports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from grader.export.cells import cell, grade_cells, table
from grader.export.text import number, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.gradebook import Column, Gradebook, Row

__all__ = ["render_canvas"]

_LEARNER: Final = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
"""Canvas wants these, in this order, and takes every other column for an assignment."""
_POSSIBLE: Final = "    Points Possible"
"""With the spaces of Canvas's own export."""
_OWN_ID: Final = re.compile(r"[1-9][0-9]*")
_ASSIGNMENT_ID: Final = re.compile(r"\((\d+)\)$")


def render_canvas(gradebook: Gradebook) -> bytes:
    """Return a column an assignment, named after the part, and a row a learner below the points possible.

    Canvas leaves the grade as it is where a cell is empty.
    """
    columns = gradebook.columns
    possible = [_POSSIBLE, *[""] * (len(_LEARNER) - 1), *(number(column.max_score) for column in columns)]
    heads = [*_LEARNER, *map(_assignment, columns)]
    return table([heads, possible, *([*_learner(row), *grade_cells(row)] for row in gradebook.rows)])


def _assignment(column: Column) -> str:
    # Canvas takes a number in parentheses at the end for the ID of an assignment.
    return cell(_ASSIGNMENT_ID.sub(r"[\1]", one_line(f"{column.exercise}: {column.title}")))


def _learner(row: Row) -> Iterable[str]:
    # Canvas's own IDs are numbers. A number may as well be the school's, and nothing says which it is.
    own = row.id if _OWN_ID.fullmatch(row.id) else ""
    return map(cell, (row.name, own, row.id, row.login, row.section))
