"""What grading says: the outcome of checks, of parts and of a target, as frozen data.

`Report` is the machine's contract (`grader/report/1`); its JSON Schema is kept in `docs/report.schema.json`.
"""

from __future__ import annotations

import enum
from typing import Final, Literal

import msgspec

from grader.limits import Stopped

__all__ = [
    "SCHEMA",
    "Adjustment",
    "CheckResult",
    "CodeError",
    "Exhibit",
    "Figure",
    "Graded",
    "Outcome",
    "PartResult",
    "Report",
    "Runtime",
    "ShownCell",
    "SourceLine",
    "worst",
]

SCHEMA: Final = "grader/report/1"


class Outcome(enum.StrEnum):
    """`failed` is the learner's, `errored` the grader's own fault, `skipped` earns nothing and blames nobody."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    ERRORED = "errored"


class CheckResult(msgspec.Struct, frozen=True, kw_only=True):
    """One check's outcome, in words for the learner and in facts for a machine."""

    id: str
    title: str
    outcome: Outcome
    points: int
    max_points: int
    message: str = ""
    """What was expected and what was found, in one sentence; empty when passed."""
    hint: str = ""
    """One thing to try."""
    line: int | None = None
    """Line of the submission, from 1."""
    expected: str | None = None
    found: str | None = None


class CodeError(msgspec.Struct, frozen=True, kw_only=True):
    """An exception that the learner's code raised, or the reason why there is no evidence."""

    type: str
    message: str
    line: int | None = None
    explanation: str = ""
    """The same in plain words, with one thing to try."""
    traceback: tuple[str, ...] = ()
    """Only the learner's own lines, outermost first: `line 7, in loss_function: return 1 / 0`."""


class Adjustment(msgspec.Struct, frozen=True, kw_only=True):
    """What counts in the place of a part's score, and why, in words."""

    points: float
    why: str


class PartResult(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the course, graded."""

    exercise: str
    title: str
    submission: str | None
    """The file as the user named it, or null when there was none."""
    outcome: Outcome
    score: int
    max_score: int
    checks: tuple[CheckResult, ...] = ()
    error: CodeError | None = None
    stopped: Stopped | None = None
    mistake: str | None = None
    """The name of the known mistake that the evidence shows."""
    feedback: str = ""
    """What the author says to that mistake."""
    stdout: str = ""
    wall_seconds: float = 0.0
    adjustment: Adjustment | None = None


class Runtime(msgspec.Struct, frozen=True, kw_only=True):
    """What the grade was made with: the same of these gives the same grade."""

    versions: dict[str, str]
    seed: int
    threads: int
    data: str
    """`fixtures`, or the folder of the real data."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to one `grade` call."""

    schema: Literal["grader/report/1"] = "grader/report/1"
    target: str
    outcome: Outcome
    score: int
    max_score: int
    isolation: tuple[str, ...]
    runtime: Runtime
    parts: tuple[PartResult, ...]

    @property
    def counting(self) -> float:
        """The points that count: the score, with every part's adjustment."""
        return sum(part.adjustment.points if part.adjustment else part.score for part in self.parts)


class SourceLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a submission; `cell` is set on the first line of a notebook's cell."""

    number: int
    text: str
    cell: str = ""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A picture that code drew, as PNG bytes, with words for those who do not see it."""

    png: bytes
    description: str


class ShownCell(msgspec.Struct, frozen=True, kw_only=True):
    """What a cell of a notebook showed in the grader's own run of it."""

    label: str
    """`cell 3`: its number among the notebook's cells of every kind."""
    execution_count: int | None
    outputs: str
    """A JSON list of outputs in the notebook format, as hostile code made it."""


class Exhibit(msgspec.Struct, frozen=True, kw_only=True):
    """What a page shows beside a part's result and a machine does not need."""

    exercise: str
    source: tuple[SourceLine, ...] = ()
    figures: tuple[Figure, ...] = ()
    reference_figures: tuple[Figure, ...] = ()
    begins: str = ""
    """The label of the notebook's cell that the part begins with; empty where the submission is a script."""
    cells: tuple[ShownCell, ...] = ()
    """The notebook's cells that ran to their ends, as the learner would see them run."""


class Graded(msgspec.Struct, frozen=True, kw_only=True):
    """A report and its exhibits, one a part, in the same order."""

    report: Report
    exhibits: tuple[Exhibit, ...]


def worst(outcomes: tuple[Outcome, ...]) -> Outcome:
    """Return errored if any errored, else failed if any did not pass, else passed.

    Nothing at all is failed: no evidence means no points.
    """
    if Outcome.ERRORED in outcomes:
        return Outcome.ERRORED
    if outcomes and all(outcome is Outcome.PASSED for outcome in outcomes):
        return Outcome.PASSED
    return Outcome.FAILED
