"""Answers that leave behind nearly what the right one does: each fails one check, whose message says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.catalogue import find_course
from grader.results import Outcome
from tests.support import ROOT

if TYPE_CHECKING:
    from tests.support import GradeOnce

COURSE = find_course(ROOT)

MISSES = [
    pytest.param(
        "3_2_2",
        "outputs.numpy()[:5]",
        "outputs.numpy()[:6]",
        "expected the first 5 rows of `outputs` to be printed, and no more of them",
        id="3_2_2-six-rows",
    ),
    pytest.param(
        "3_3_1",
        "x_2 = Variable(0.3, dtype=float32)",
        "x_2: Variable = Variable(initial_value=0.6)",
        "expected the initial value of `Variable` for `x_2` to be 0.3, not 0.6",
        id="3_3_1-other-side-of-the-valley",
    ),
    pytest.param(
        "3_3_1",
        "x_2 = Variable(0.3, dtype=float32)",
        "x_2, x = Variable(-0.3), Variable(0.3)",
        "expected the initial value of `Variable` for `x_2` to be 0.3, not -0.3",
        id="3_3_1-other-sign",
    ),
    pytest.param(
        "3_3_1",
        "x_1 = Variable(6.0, dtype=float32)",
        "x_1 = Variable(5.9, dtype=float32)",
        "expected the initial value of `Variable` for `x_1` to be 6.0, not 5.9",
        id="3_3_1-other-start",
    ),
    pytest.param(
        "3_3_2",
        "x_2 = Variable(0.05, dtype=float32)",
        "x_2 = Variable(0.1, dtype=float32)",
        "expected the initial value of `Variable` for `x_2` to be 0.05, not 0.1",
        id="3_3_2-two-starts",
    ),
    pytest.param(
        "3_4_1",
        "random.normal([7, 1])",
        "random.uniform([7, 1])",
        "`uniform` is used for `w2`; this exercise asks to do without",
        id="3_4_1-uniform",
    ),
    pytest.param(
        "3_4_1",
        "random.normal([7, 1])",
        "random.truncated_normal([7, 1])",
        "`truncated_normal` is used for `w2`; this exercise asks to do without",
        id="3_4_1-truncated",
    ),
]


def submission_of(part: str, right: str, wrong: str, message: str) -> tuple[str, str]:
    """Return a part and its solution with the edit."""
    found = COURSE.part(f"exercise_{part}")
    assert found.solution.count(right) == 1
    return found.id, found.solution.replace(right, wrong)


@pytest.mark.parametrize(("part", "right", "wrong", "message"), MISSES)
def test_near_miss_is_told(part: str, right: str, wrong: str, message: str, grade_once: GradeOnce) -> None:
    """An edit that changes next to nothing of what is left behind fails the one check that it touches."""
    result = grade_once(*submission_of(part, right, wrong, message))

    assert result.outcome is Outcome.FAILED
    assert [check.message for check in result.checks if check.outcome is not Outcome.PASSED] == [message]
