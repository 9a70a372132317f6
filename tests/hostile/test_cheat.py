"""A cheat that writes the worker's evidence itself gains no check that depends on values that it does not know."""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING

import pytest

from grader.grade import grade
from grader.results import Outcome
from grader.submission import Cell, Submission
from tests.hostile.cheat import GUESSES, cheat

if TYPE_CHECKING:
    from grader.catalogue import Course
    from grader.data import DataSource
    from grader.sandbox.supervisor import Supervisor

# What may be claimed or written without knowing a value: what kind of thing a name is, and how the source looks.
FORM = frozenset(
    "activations avoids-call avoids-operator calls dtype exists imports model module optimizer parameters "
    "passes-number shape type".split()
)
# An import, and a value that is the same in both worlds: ones, of the set-up's shape.
GUESSED = {("exercise_2_2_1", "any-of"), ("exercise_1_2_1", "B1.value")}
# Whoever prints all small whole numbers has printed these, which are small whole numbers in either world.
PRINTED = {
    ("exercise_1_1_2", "prints-numbers"),
    ("exercise_1_3_2", "prints-numbers"),
    ("exercise_1_3_3", "prints-numbers"),
}


@pytest.fixture(scope="module")
def gains(course: Course, fixtures: DataSource, supervisor: Supervisor) -> dict[tuple[str, str], int]:
    """The checks that the cheat passes in some part by some guess, by part and check, each with its points."""
    parts = tuple(course.part(part_id) for part_id in course.part_ids)
    found: dict[tuple[str, str], int] = {}
    for guess in GUESSES:
        submissions = {
            part.id: Submission(name=f"{part.id}.py", cells=(Cell(cheat(guess)),)) for part in parts
        }
        graded = grade("all", parts, submissions, course=course, source=fixtures, supervisor=supervisor)
        for result in graded.report.parts:
            assert result.outcome is Outcome.FAILED, (guess, result.exercise, result.error)
            assert result.error is None, (guess, result.exercise, result.error)
            for check in result.checks:
                if check.outcome is Outcome.PASSED and check.max_points:
                    found[result.exercise, check.id] = check.points
    return found


def _kind(check_id: str) -> str:
    words = check_id.split(".")
    return words[1] if len(words) > 1 and not words[1].isdigit() else words[0]


def test_nothing_that_depends_on_values_is_gained(
    course: Course, gains: dict[tuple[str, str], int], capsys: pytest.CaptureFixture[str]
) -> None:
    """Over the whole course and all guesses, only checks of form are gained, and those that are listed with a reason."""
    kinds = collections.Counter(_kind(check_id) for _, check_id in gains)
    points = sum(
        check.points for part_id in course.part_ids for check in course.part(part_id).exercise.checks
    )
    with capsys.disabled():
        print(
            f"\nthe cheat gains {sum(gains.values())} of {points} points: "
            + ", ".join(f"{kinds[kind]} {kind}" for kind in sorted(kinds))
        )

    assert {name for name in gains if _kind(name[1]) not in FORM} <= GUESSED | PRINTED
    assert sum(gains.values()) < points / 4
