"""Hints: from the task's own words to the author's, on what fails first."""

from __future__ import annotations

import pytest

from grader.hints import Hints, hints_for
from grader.results import CheckResult, CodeError, Outcome, PartResult

STUB = '''"""Sums.

1. Let `column_sums` be the sum of each column. Let `total` be the sum
   of everything.
2. Print them.
"""
'''


def _result(*checks: CheckResult, outcome: Outcome = Outcome.FAILED, **rest: object) -> PartResult:
    return PartResult(
        exercise="exercise_1_2_3",
        title="Sums",
        submission="a.py",
        outcome=outcome,
        score=0,
        max_score=3,
        checks=checks,
        **rest,  # type: ignore[arg-type]
    )


def _check(name: str, outcome: Outcome = Outcome.FAILED, **rest: object) -> CheckResult:
    return CheckResult(id=name, title=f"about {name}", outcome=outcome, points=0, max_points=1, **rest)  # type: ignore[arg-type]


def test_in_order() -> None:
    """The task's words come first, then the line, what was found, the known mistake, and the author's hint."""
    result = _result(
        _check("column_sums.value", Outcome.PASSED),
        _check("total.value", line=5, message="expected one number, not two", hint="Leave it out."),
        _check("answer.value", hint="another"),
        mistake="by-column",
        feedback="It still has two numbers.",
    )

    assert hints_for(result, STUB) == Hints(
        "total.value",
        "about total.value",
        (
            "The task says: Let `total` be the sum of everything.",
            "Look at line 5.",
            "Expected one number, not two.",
            "It still has two numbers.",
            "Leave it out.",
        ),
    )


def test_code_that_stops() -> None:
    """Code that does not run gets hints on why, whatever else fails."""
    error = CodeError(
        type="NameError", message="name 'x' is not defined", line=3, explanation="Bind `x` first."
    )

    assert hints_for(_result(_check("runs"), error=error), STUB) == Hints(
        "code",
        "The code runs to its end",
        ("Line 3 is where it stops.", "It stops with NameError: name 'x' is not defined", "Bind `x` first."),
    )


@pytest.mark.parametrize("outcome", [Outcome.PASSED, Outcome.ERRORED])
def test_nothing_to_hint_at(outcome: Outcome) -> None:
    """What passes needs no hint, and what the grader could not judge gets none."""
    assert hints_for(_result(_check("total.value"), outcome=outcome), STUB).given == ()


def test_same_words_once() -> None:
    """No hint is given twice, and an empty one not at all."""
    result = _result(_check("other.value", message="Try it.", hint="Try it."))

    assert hints_for(result, "no docstring").given == ("Try it.",)
