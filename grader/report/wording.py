"""The words that the pages and the terminal share."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from grader.limits import Stopped
from grader.results import CodeError, Outcome, PartResult, Report, SourceLine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "GRADERS_FAULT",
    "OUTCOMES",
    "STOPPED",
    "OutcomeWords",
    "StoppedWords",
    "checks_passed",
    "counted",
    "error_line",
    "moment",
    "number_of",
    "parts_passed",
    "percents",
    "place",
    "points",
    "verdict",
]


class OutcomeWords(NamedTuple):
    """An outcome's sign, the same for a console that has only ASCII, and its name."""

    symbol: str
    ascii: str
    word: str


class StoppedWords(NamedTuple):
    """What ended a run, and what to try."""

    fact: str
    advice: str


OUTCOMES: Final[Mapping[Outcome, OutcomeWords]] = {
    Outcome.PASSED: OutcomeWords("✓", "+", "Passed"),
    Outcome.FAILED: OutcomeWords("✗", "x", "Not passed"),
    Outcome.SKIPPED: OutcomeWords("\N{EN DASH}", "-", "Skipped"),
    Outcome.ERRORED: OutcomeWords("!", "!", "Not graded"),
}

STOPPED: Final[Mapping[Stopped, StoppedWords]] = {
    Stopped.WALL_TIME: StoppedWords(
        "Stopped: it ran for longer than it may.",
        "Look for a loop that never ends, for input() that waits, or for more epochs than the exercise asks for.",
    ),
    Stopped.CELL_TIME: StoppedWords(
        "Stopped: one cell ran for longer than it may.",
        "Look for a loop that never ends, or for more epochs than the exercise asks for.",
    ),
    Stopped.CPU_TIME: StoppedWords(
        "Stopped: it used more than its share of processor time.",
        "Look for a loop that never ends, or for more epochs than the exercise asks for.",
    ),
    Stopped.MEMORY: StoppedWords(
        "Stopped: it used more than its share of memory.",
        "Look for an array or a list that grows without end, or for a layer with far too many units.",
    ),
    Stopped.PROCESSES: StoppedWords(
        "Stopped: it started more than its share of processes or threads.",
        "The exercise needs none of its own; take out what starts them.",
    ),
    Stopped.OUTPUT: StoppedWords(
        "Stopped: it printed more than its share.",
        "Look for a print() inside a loop that never ends.",
    ),
    Stopped.FILES: StoppedWords(
        "Stopped: it wrote more to files than its share.",
        "The exercise needs no large files; take out what writes them.",
    ),
    Stopped.KILLED: StoppedWords(
        "Stopped: its process ended before the code did.",
        "A crash inside a library does this, and so do os._exit() and a signal. Run the code once more on its own.",
    ),
}

GRADERS_FAULT: Final = (
    "This is a fault of the grader, not of your code, and it is never counted against you. "
    "Grade it once more; if it stays, tell your instructor."
)


_NUMBERED: Final = re.compile(r"exercise(_\d+)+")

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
"""Not `%B`, which would be the machine's language."""


def counted(number: int, noun: str) -> str:
    """Return `1 point`, `1,200 points`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def points(value: float) -> str:
    """Return `8`, `7.5`: points, which what is off for lateness may have broken, to two places."""
    words = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if words == "-0" else words


def percents(share: float) -> str:
    """Return `74 %` for 0.74. Only nothing is 0 %, and only all of it is 100 %."""
    rounded = round(100 * share)
    return f"{min(max(rounded, 1), 99) if 0 < share < 1 else rounded} %"


def number_of(exercise: str) -> str:
    """Return `2.3.1` for the part `exercise_2_3_1`, `2.3` for its lesson; any other ID as it is."""
    return exercise.removeprefix("exercise_").replace("_", ".") if _NUMBERED.fullmatch(exercise) else exercise


def moment(when: str) -> str:
    """Return `24 November 2026, 19:44 UTC` for a time in ISO 8601, without UTC if it has no zone; else the text."""
    try:
        time = datetime.fromisoformat(when)
        known = time.astimezone(UTC) if time.tzinfo else time
    except (ValueError, OverflowError):
        return when
    zone = " UTC" if time.tzinfo else ""
    return f"{known.day} {_MONTHS[known.month - 1]} {known.year}, {known:%H:%M}{zone}"


def checks_passed(part: PartResult) -> str:
    """Return `4 of 6 checks passed, 1 skipped`."""
    outcomes = [check.outcome for check in part.checks]
    passed, skipped = outcomes.count(Outcome.PASSED), outcomes.count(Outcome.SKIPPED)
    words = f"{passed} of {counted(len(outcomes), 'check')} passed"
    return f"{words}, {skipped} skipped" if skipped else words


def parts_passed(report: Report) -> str:
    """Return `3 of 5 parts passed, 1 not graded`."""
    outcomes = [part.outcome for part in report.parts]
    errored = outcomes.count(Outcome.ERRORED)
    words = f"{outcomes.count(Outcome.PASSED)} of {counted(len(outcomes), 'part')} passed"
    return f"{words}, {errored} not graded" if errored else words


def verdict(report: Report) -> str:
    """Return the word for the whole report, which may hold a score beside parts that were not graded."""
    partly = report.outcome is Outcome.ERRORED and any(
        part.outcome is not Outcome.ERRORED for part in report.parts
    )
    return "Not fully graded" if partly else OUTCOMES[report.outcome].word


def place(line: int | None, source: Sequence[SourceLine]) -> str:
    """Return where a line is: in the file, or in its cell of a notebook; empty where there is none."""
    if not line:
        return ""
    cells = [begin for begin in source if begin.cell and begin.number <= line]
    return f"{cells[-1].cell}, line {line - cells[-1].number + 1}" if cells else f"line {line}"


def error_line(error: CodeError) -> str:
    """Return the error as Python prints it: `ValueError: shapes differ`."""
    return f"{error.type}: {error.message}" if error.message else error.type
