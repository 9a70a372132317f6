"""The CSV file with an assignment's scores, as Gradescope exports one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from grader.export.cells import cell, grade_cells, table
from grader.export.standing import total
from grader.export.text import known, number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.gradebook import Column, Gradebook, Row

__all__ = ["render_gradescope"]

_ASSIGNMENT: Final = (
    "Name",
    "SID",
    "Email",
    "Total Score",
    "Max Points",
    "Status",
    "Submission ID",
    "Submission Time",
    "Lateness (H:M:S)",
)


def render_gradescope(gradebook: Gradebook) -> bytes:
    """Return a row a learner, with a column a question: a part, with its number among the columns."""
    questions = (_question(place, column) for place, column in enumerate(gradebook.columns, start=1))
    rows = ([*_assignment(row), *grade_cells(row)] for row in gradebook.rows)
    return table([[*_ASSIGNMENT, *questions], *rows])


def _question(place: int, column: Column) -> str:
    return cell(f"{place}: {column.exercise} {column.title} ({column.max_score:.1f} pts)")


def _assignment(row: Row) -> Iterable[str]:
    score = total(row)
    came = [entry for entry in row.entries if entry.attempt is not None]
    last = max(came, key=lambda entry: entry.attempt or 0, default=None)
    yield from map(cell, (row.name, row.id, row.email))
    yield known(score)
    yield number(row.max_score)
    yield "Graded" if score is not None else "Missing" if row.missing else "Ungraded"
    # Gradescope's own number of a submission is not known; the key names the learner's page.
    yield "" if row.missing else cell(row.key)
    yield cell(last.when) if last else ""
    # By how much a late one was late is not known either.
    yield "00:00:00" if last and not any(entry.late for entry in came) else ""
