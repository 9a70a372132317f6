"""The gradebook as a table: what each of its cells shows, says, and is sorted by."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final, NamedTuple

from grader.report.tallies import is_open
from grader.report.wording import OUTCOMES, points
from grader.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from grader.gradebook import ClassReport, Entry, Group, Row
    from grader.report.learners import Learner, Learners

__all__ = ["KINDS", "MARKS", "Cell", "Heading", "Kind", "Line", "Sheet", "sheet"]

WIDEST: Final = 8
"""Parts under one heading: the style sheet knows no wider one, so a larger lesson has several."""

NARROW: Final = 3
"""Characters that a narrow column has room for, beside the sign."""


class Kind(NamedTuple):
    """What became of a learner's part: a sign and words, for those who see no colours and those who see none."""

    symbol: str
    words: str


KINDS: Final[Mapping[str, Kind]] = {
    **{
        outcome.value: Kind(OUTCOMES[outcome].symbol, OUTCOMES[outcome].word.lower())
        for outcome in (Outcome.PASSED, Outcome.FAILED, Outcome.ERRORED)
    },
    "unread": Kind("?", "cannot be read"),
    "nothing": Kind("·", "nothing graded"),
}
"""The classes of the table's cells."""

MARKS: Final[Mapping[str, Kind]] = {"late": Kind("L", "late"), "hand": Kind("H", "points by hand")}
"""Further classes, which a cell may have beside its kind."""


class Cell(NamedTuple):
    """A learner's part."""

    kind: str
    marks: tuple[str, ...]
    points: str
    """Empty where there are none to speak of."""
    words: str
    """What a screen reader says behind the points."""


class Line(NamedTuple):
    """A learner's row."""

    learner: Learner
    row: Row
    final: bool
    """Whether no part waits for the grader."""
    cells: tuple[Cell, ...]


class Heading(NamedTuple):
    """A lesson above the columns of its parts; None above columns of no lesson."""

    group: Group | None
    width: int


class Sheet(NamedTuple):
    """The whole table."""

    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    sections: tuple[str, ...]
    columns: tuple[str, ...]
    """The classes of the columns before those of the parts; none for IDs or sections where nobody has one."""
    is_roomy: bool
    """Whether its cells hold more than a narrow column has room for."""


def sheet(report: ClassReport, learners: Learners) -> Sheet:
    """Return the table of a class, learners and parts in the gradebook's order."""
    gradebook = report.gradebook
    groups = {exercise: group for group in report.lessons for exercise in group.exercises}
    lines = tuple(_line(row, learners.of(row.key)) for row in gradebook.rows)
    ids = ("id",) if any(line.learner.id for line in lines) else ()
    sections = tuple(sorted({line.learner.section for line in lines} - {""}))
    return Sheet(
        headings=tuple(_headings([groups.get(column.exercise) for column in gradebook.columns])),
        lines=lines,
        sections=sections,
        columns=("who", *ids, *(("section",) if sections else ()), "score", "percent", "attempts"),
        is_roomy=any(len(cell.points) + len(cell.marks) > NARROW for line in lines for cell in line.cells),
    )


def _headings(groups: Sequence[Group | None]) -> Iterator[Heading]:
    if not any(groups):
        return
    for group, places in itertools.groupby(groups):
        width = len(list(places))
        while width:
            yield Heading(group, min(width, WIDEST))
            width -= min(width, WIDEST)


def _line(row: Row, learner: Learner) -> Line:
    return Line(learner, row, not any(map(is_open, row.entries)), tuple(map(_cell, row.entries)))


def _cell(entry: Entry) -> Cell:
    kind = _kind(entry)
    has_points = entry.outcome in {Outcome.PASSED, Outcome.FAILED} or entry.override is not None
    marks = tuple(
        mark for mark, is_on in (("late", entry.late), ("hand", entry.override is not None)) if is_on
    )
    words = ", ".join([KINDS[kind].words, *(MARKS[mark].words for mark in marks)])
    return Cell(
        kind,
        marks,
        points(entry.score) if has_points else "",
        f" of {entry.max_score}, {words}" if has_points else words,
    )


def _kind(entry: Entry) -> str:
    if entry.outcome is not None and entry.outcome.value in KINDS:
        return entry.outcome.value
    return "unread" if entry.error else "nothing"
