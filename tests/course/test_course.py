"""Every part of the course: its reference solution earns everything, its stub nothing, its mistakes their feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.catalogue import find_course
from grader.checks import Chooses
from grader.data import World
from grader.mistakes import mistaken_source
from grader.results import Outcome
from tests.support import ROOT

if TYPE_CHECKING:
    from grader.catalogue import Course
    from grader.spec import Mistake
    from tests.support import GradeOnce, GradeSource, RunOwn

COURSE = find_course(ROOT)
PARTS = COURSE.part_ids
MISTAKES = [
    pytest.param(part_id, mistake, id=f"{part_id.removeprefix('exercise_')}-{mistake.name}")
    for part_id in PARTS
    for mistake in COURSE.part(part_id).exercise.mistakes
]


def submission_of(part_id: str, mistake: Mistake | None = None) -> tuple[str, str]:
    """Return a part and its solution, with the mistake in it if there is one."""
    part = COURSE.part(part_id)
    return part_id, part.solution if mistake is None else mistaken_source(part, mistake)


def test_the_course_is_whole() -> None:
    """Chapters 1 to 3 have the 27 parts of the course, in 11 lessons."""
    lessons = {part_id.rsplit("_", 1)[0] for part_id in PARTS if part_id.split("_")[1] in "123"}

    assert len([part_id for part_id in PARTS if part_id.split("_")[1] in "123"]) == 27
    assert len(lessons) == 11


@pytest.mark.parametrize("part_id", PARTS)
def test_reference_solution_earns_everything(part_id: str, grade_once: GradeOnce) -> None:
    """The reference solution passes every check, in both worlds, and earns all of the points."""
    result = grade_once(*submission_of(part_id))

    assert [check for check in result.checks if check.outcome is not Outcome.PASSED] == []
    assert result.error is None
    assert result.mistake is None
    assert (result.outcome, result.score) == (Outcome.PASSED, result.max_score)
    assert result.max_score >= 3


@pytest.mark.parametrize("part_id", PARTS)
def test_stub_earns_nothing(part_id: str, grade_source: GradeSource, course: Course) -> None:
    """The stub as the learner receives it fails with no points and is told which line has a blank."""
    result = grade_source(part_id, course.part(part_id).stub)

    assert (result.outcome, result.score) == (Outcome.FAILED, 0)
    assert result.error is not None
    assert "still has a blank, `____`" in result.error.explanation


@pytest.mark.parametrize(("part_id", "mistake"), MISTAKES)
def test_known_mistake_is_named(part_id: str, mistake: Mistake, grade_once: GradeOnce) -> None:
    """A known mistake loses points, fails, and gets its own name and words and no other's."""
    result = grade_once(*submission_of(part_id, mistake))

    assert result.outcome is Outcome.FAILED
    assert result.score < result.max_score
    assert (result.mistake, result.feedback) == (mistake.name, mistake.says)


@pytest.mark.parametrize("part_id", [name for name in PARTS if COURSE.part(name).has_hidden_world])
def test_hidden_world_differs(part_id: str, run_own: RunOwn) -> None:
    """The reference solution sees other values in the hidden world, of the same kinds."""
    public, hidden = run_own(part_id), run_own(part_id, World.HIDDEN)
    shared = [probe for probe in hidden.probes if probe in public.probes]

    assert [type(public.fact(probe)) for probe in shared] == [type(hidden.fact(probe)) for probe in shared]
    assert any(public.fact(probe) != hidden.fact(probe) for probe in shared)


@pytest.mark.parametrize("part_id", PARTS)
def test_every_check_speaks(part_id: str) -> None:
    """Every check has a title and one thing to try, and no two checks of a part read the same."""
    checks = COURSE.part(part_id).exercise.checks
    titles = [check.headline() for check in checks]

    assert [check.headline() for check in checks if not check.hint] == []
    assert sorted(set(titles)) == sorted(titles)


@pytest.mark.parametrize("part_id", PARTS)
def test_every_mistake_speaks(part_id: str) -> None:
    """A part knows at least three mistakes, with names of their own and a sentence each."""
    mistakes = COURSE.part(part_id).exercise.mistakes

    assert len(mistakes) >= 3
    assert len({mistake.name for mistake in mistakes}) == len(mistakes)
    assert [mistake.name for mistake in mistakes if not mistake.says.rstrip().endswith((".", "?"))] == []


@pytest.mark.parametrize(
    ("part_id", "check", "number"),
    [
        pytest.param(part_id, check, number, id=f"{part_id.removeprefix('exercise_')}-{number}")
        for part_id in PARTS
        for check in COURSE.part(part_id).exercise.checks
        if isinstance(check, Chooses)
        for number, _ in check.because
    ],
)
def test_wrong_choice_is_explained(
    part_id: str, check: Chooses, number: int, grade_source: GradeSource, course: Course
) -> None:
    """A wrong statement earns the explanation of why it is wrong."""
    result = grade_source(part_id, f"{course.part(part_id).solution}\n{check.name} = {number}\n")

    failed = [each for each in result.checks if each.outcome is Outcome.FAILED]
    assert [each.message for each in failed] == [dict(check.because)[number]]
