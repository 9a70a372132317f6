"""Recognising known mistakes: by what they leave behind, the most telling first, and never beside the point."""

from __future__ import annotations

import pytest

from grader.catalogue import Part
from grader.errors import SpecError
from grader.evidence import Evidence, Failure, Missing
from grader.judge import Pair
from grader.mistakes import mistaken_source, recognise, suspect_of
from grader.spec import Exercise, HasDtype, HasValue, Mistake, PrintsNumbers
from tests.support import array, evidence

EXERCISE = Exercise(
    title="Title", checks=(HasValue(name="x"), HasValue(name="y"), HasDtype(name="x"), PrintsNumbers())
)
RIGHT = {"x": array([1.0]), "y": array([2.0])}
REFERENCE = evidence(RIGHT, stdout="1.0 2.0")


def _mistake(name: str, old: str = "a", new: str = "b", **more: object) -> Mistake:
    return Mistake(name=name, replace=(old, new), says=f"You made {name}.", **more)  # type: ignore[arg-type]


def _left(stdout: str = "1.0 2.0", error: Failure | None = None, **names: object) -> Evidence:
    return evidence({**RIGHT, **names}, stdout=stdout, error=error)  # type: ignore[arg-type]


def _recognised(found: Evidence, **suspects: Evidence) -> str | None:
    known = [suspect_of(EXERCISE, _mistake(name), left, REFERENCE) for name, left in suspects.items()]
    shown = recognise(EXERCISE, Pair(found, REFERENCE), known)
    return shown.name if shown else None


X_WRONG, Y_WRONG = _left(x=array([7.0])), _left(y=array([8.0]))
BOTH_WRONG = _left(x=array([7.0]), y=array([8.0]))


def test_by_its_values() -> None:
    """A submission that holds what a mistake leaves is that mistake; others that it could be are not named."""
    assert _recognised(X_WRONG, x_wrong=X_WRONG, y_wrong=Y_WRONG) == "x_wrong"
    assert _recognised(Y_WRONG, x_wrong=X_WRONG, y_wrong=Y_WRONG) == "y_wrong"


def test_nearly_its_values() -> None:
    """Values within the tolerance are the mistake's."""
    assert _recognised(_left(x=array([7.000001])), x_wrong=X_WRONG) == "x_wrong"


def test_another_wrong_value() -> None:
    """A wrong value that no mistake leaves is none of them."""
    assert _recognised(_left(x=array([9.0])), x_wrong=X_WRONG, y_wrong=Y_WRONG) is None


def test_no_suspects() -> None:
    """A part that knows no mistakes names none."""
    assert _recognised(X_WRONG) is None


def test_two_mistakes() -> None:
    """Of two mistakes that a submission shows, the one that explains more is named."""
    assert _recognised(BOTH_WRONG, x_wrong=X_WRONG, both_wrong=BOTH_WRONG) == "both_wrong"
    assert _recognised(BOTH_WRONG, both_wrong=BOTH_WRONG, x_wrong=X_WRONG) == "both_wrong"
    assert _recognised(BOTH_WRONG, y_wrong=Y_WRONG) == "y_wrong"


def test_half_of_a_mistake() -> None:
    """A mistake is not shown by half of what it leaves."""
    assert _recognised(X_WRONG, both_wrong=BOTH_WRONG) is None


def test_by_what_was_printed() -> None:
    """A mistake that only changes what is printed is told by the printed numbers."""
    swapped = _left(stdout="2.0 1.0")

    assert _recognised(swapped, swapped=swapped) == "swapped"
    assert _recognised(_left(stdout="2.0 3.0"), swapped=swapped) is None


def test_printed_numbers_tell_equals_apart() -> None:
    """Of mistakes that leave the same values, the one that prints the same numbers is named."""
    first, second = _left(stdout="7.0 7.0", x=array([7.0])), _left(stdout="2.0 7.0", x=array([7.0]))

    assert _recognised(second, first=first, second=second) == "second"
    assert _recognised(first, first=first, second=second) == "first"


def test_by_its_error() -> None:
    """A mistake that stops the code is told by the same error, and by no other one."""
    stopped = _left(error=Failure("ValueError", "shapes", 3), x=Missing(), stdout="")
    elsewhere = _left(error=Failure("ValueError", "shapes", 9), x=Missing(), stdout="")
    other = _left(error=Failure("ValueError", "colours", 3), x=Missing(), stdout="")

    assert _recognised(elsewhere, stopped=stopped) == "stopped"
    assert _recognised(other, stopped=stopped) is None


def test_unfinished_work() -> None:
    """Where something that the mistake leaves right is not there at all, the mistake is not named."""
    assert _recognised(_left(x=array([7.0]), y=Missing()), x_wrong=X_WRONG) is None


def test_mistake_that_fails_nothing() -> None:
    """A mistake that loses no points in this exercise is never named."""
    assert _recognised(X_WRONG, harmless=REFERENCE) is None


def _part(solution: str) -> Part:
    return Part(id="exercise_1_1_1", exercise=EXERCISE, stub="", setup="", hidden_setup=None, answer=solution)


def test_edit_of_the_solution() -> None:
    """A mistake's source is the solution with every edit made, one after the other."""
    mistake = _mistake("both", "one", "two", also=(("three", "four"), ("two", "five")))

    assert mistaken_source(_part("one three"), mistake) == "five four"


@pytest.mark.parametrize(("solution", "times"), [("nothing", 0), ("one one", 2)])
def test_edit_that_does_not_fit(solution: str, times: int) -> None:
    """An edit whose text does not stand in the solution exactly once is the author's error, and named."""
    with pytest.raises(
        SpecError, match=rf"'lost' replaces 'one', which stands in the solution {times} times, not once"
    ):
        mistaken_source(_part(solution), _mistake("lost", "one", "two"))
