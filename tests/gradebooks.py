"""A small class with one learner of every kind: for the tests of what is made of a gradebook."""

from __future__ import annotations

from grader.gradebook import Column, Entry, Gradebook, Override, Row
from grader.limits import Stopped
from grader.results import Outcome

__all__ = ["COLUMNS", "entry", "gradebook_of", "gradebook_sample", "row"]

COLUMNS = (
    Column(exercise="exercise_2_3_1", title="A line and its loss", max_score=6),
    Column(exercise="exercise_2_3_2", title="Fit it", max_score=7),
    Column(exercise="exercise_2_4_1", title="Train in batches (2)", max_score=7),
)
"""Three parts of two lessons; twenty points."""


def entry(place: int, outcome: Outcome | None = None, score: float = 0.0, **more: object) -> Entry:
    """Return what a learner has of the part in that column; of a first attempt, where it has an outcome."""
    column = COLUMNS[place]
    known = {"attempt": 1 if outcome else None, "score": score, "outcome": outcome, **more}
    return Entry(exercise=column.exercise, max_score=column.max_score, **known)  # type: ignore[arg-type]


def row(key: str, name: str, *entries: Entry, attempts: int = 1, **more: object) -> Row:
    """Return a learner with these entries; where a column has none, nothing was handed in for it."""
    known = {each.exercise: each for each in entries}
    whole = tuple(known.get(column.exercise, entry(place)) for place, column in enumerate(COLUMNS))
    return Row(key=key, name=name, attempts=attempts, entries=whole, **more)  # type: ignore[arg-type]


def gradebook_of(*rows: Row) -> Gradebook:
    """Return a gradebook of these learners."""
    return Gradebook(title="Linear models", columns=COLUMNS, rows=rows, has_roster=True)


def gradebook_sample() -> Gradebook:
    """Return a class: all passed, with something late; failed and left out; errored; waiting; absent; given points."""
    given = Override(points=7, why="seen in the lab", when="2024-05-04T10:00:00Z")
    return gradebook_of(
        row(
            "ada",
            "Ada Lovelace",
            entry(0, Outcome.PASSED, 6, earned=6, wall_seconds=0.25, when="2024-05-01T10:00:00Z"),
            entry(1, Outcome.PASSED, 7, earned=7, wall_seconds=0.5, when="2024-05-01T10:00:00Z"),
            entry(
                2, Outcome.PASSED, 6.3, earned=7, attempt=2, late=True, late_percent=10, when="2024-05-02T10:00:00Z"
            ),
            id="1001",
            login="ada",
            email="ada@example.org",
            section="Monday",
            in_roster=True,
            attempts=2,
        ),
        row(
            "ada-2",
            "Ada Lovelace",
            entry(0, Outcome.FAILED, 20 / 3, failed_checks=("loss", "returns"), mistake="absolute-error"),
            entry(1, Outcome.FAILED, 0, stopped=Stopped.WALL_TIME, error="ValueError: shapes differ"),
            id="X-17",
            login="ada2",
            email="ada2@example.org",
            in_roster=True,
        ),
        row("grace", "Hopper, Grace", entry(0, Outcome.PASSED, 6), entry(1, Outcome.ERRORED), id="1003"),
        row("katherine", "Katherine", entry(0, Outcome.PASSED, 6), entry(1, attempt=1), login="kj"),
        row("mary", "Mary Jackson", attempts=0, in_roster=True, email="mary@example.org"),
        row("emmy", "Emmy Noether", entry(1, override=given), attempts=0, in_roster=True),
    )  # fmt: skip
