"""Judging: every check in both worlds, what is skipped, and whose fault a failure is."""

from __future__ import annotations

import pytest

from grader.checks import (
    AvoidsCall,
    AvoidsOperator,
    Check,
    Exists,
    HasDtype,
    HasValue,
    IsFunction,
    IsTensor,
    PrintsNumbers,
    Returns,
    Verdict,
)
from grader.evidence import CallProbe, Failure, FiguresProbe, Missing, NameProbe, Raised, Scalar
from grader.judge import Pair, judge, probes_for
from grader.limits import Stopped
from grader.results import CheckResult, Outcome
from grader.spec import Exercise, call
from tests.support import array, evidence

ONE, TWO = array([1.0]), array([2.0])
X = HasValue(name="x", points=3, hint="Look again.")


class _Breaks(Check, frozen=True):
    """A check that is itself wrong."""

    kind = "breaks"

    def default_title(self) -> str:
        return "It breaks"

    def judge(self, evidence: object, reference: object) -> Verdict:
        raise ZeroDivisionError("in the check")


def _judge(checks: tuple[Check, ...], public: Pair, hidden: Pair | None = None) -> dict[str, CheckResult]:
    return {result.id: result for result in judge(Exercise(title="Title", checks=checks), public, hidden)}


def _same(**names: object) -> Pair:
    return Pair(evidence(names), evidence(names))  # type: ignore[arg-type]


def test_everything_passes() -> None:
    """A right answer earns the points of every check; that the code runs comes first, and earns none."""
    results = _judge((X, IsTensor(name="x")), _same(x=ONE), _same(x=TWO))

    assert list(results) == ["runs", "x.value", "x.type"]
    assert [result.outcome for result in results.values()] == [Outcome.PASSED] * 3
    assert [(result.points, result.max_points) for result in results.values()] == [(0, 0), (3, 3), (1, 1)]
    assert {result.message + result.hint for result in results.values()} == {""}


def test_failure_has_a_place_and_a_hint() -> None:
    """A failed check earns nothing, gives its hint, and points at the line that binds its name."""
    public = Pair(evidence({"x": TWO}, source="y = 0\nx = 2\n"), evidence({"x": ONE}))
    result = _judge((X,), public)["x.value"]

    assert (result.outcome, result.points, result.max_points) == (Outcome.FAILED, 0, 3)
    assert (result.line, result.hint) == (2, "Look again.")
    assert (result.message, result.expected, result.found) == (
        "expected `x` to be [1.], not [2.]",
        "[1.]",
        "[2.]",
    )


def test_missing_name_is_told_once() -> None:
    """The first check of a name that is not defined fails; the others of that name are skipped, without points."""
    checks = (IsTensor(name="x"), HasDtype(name="x"), X, Exists(name="y"))
    results = _judge(checks, Pair(evidence({"x": Missing(), "y": ONE}), evidence({"x": ONE, "y": ONE})))

    assert [result.outcome for result in results.values()] == [
        Outcome.PASSED, Outcome.FAILED, Outcome.SKIPPED, Outcome.SKIPPED, Outcome.PASSED,
    ]  # fmt: skip
    assert results["x.type"].message == "`x` is not defined"
    assert sum(result.points for result in results.values()) == 1
    assert {result.hint for result in results.values() if result.outcome is Outcome.SKIPPED} == {""}


def test_missing_name_of_code_that_stopped() -> None:
    """Where the code stopped before a name was bound, the message says on which line."""
    public = Pair(evidence({"x": Missing()}, error=Failure("TypeError", "no", 7)), evidence({"x": ONE}))
    results = _judge((X,), public)

    assert results["x.value"].message == "`x` is not defined: the code stopped on line 7"
    assert (results["runs"].outcome, results["runs"].line) == (Outcome.FAILED, 7)


def test_what_was_bound_before_the_stop_counts() -> None:
    """Code that stopped with an error keeps the points for what it had got right."""
    public = Pair(evidence({"x": ONE}, error=Failure("TypeError", "no", 7)), evidence({"x": ONE}))
    results = _judge((X,), public)

    assert (results["runs"].outcome, results["x.value"].points) == (Outcome.FAILED, 3)


@pytest.mark.parametrize("stopped", [None, *Stopped])
def test_no_evidence_no_points(stopped: Stopped | None) -> None:
    """Without evidence every check but the first is skipped, and nothing is earned."""
    found = evidence({"x": ONE}, complete=False, stopped=stopped)
    results = _judge((X, PrintsNumbers()), Pair(found, evidence({"x": ONE})))

    assert [result.outcome for result in results.values()] == [
        Outcome.FAILED,
        Outcome.SKIPPED,
        Outcome.SKIPPED,
    ]
    assert sum(result.points for result in results.values()) == 0


def test_hard_coded_value() -> None:
    """A value that is right in the public world and wrong in the hidden one fails, and the message says so."""
    hidden = Pair(evidence({"x": ONE}), evidence({"x": TWO}))
    result = _judge((X,), _same(x=ONE), hidden)["x.value"]

    assert (result.outcome, result.points) == (Outcome.FAILED, 0)
    assert result.message == (
        "`x` is right for the data that you see, but does not follow the data: with other data it is wrong"
    )
    assert "2" not in f"{result.message}{result.expected}{result.found}"


def test_hard_coded_output() -> None:
    """Printed numbers that do not follow the data fail in the same words, about the answer."""
    public = Pair(evidence(stdout="3.5"), evidence(stdout="3.5"))
    result = _judge((PrintsNumbers(),), public, Pair(evidence(stdout="3.5"), evidence(stdout="4.5")))[
        "prints-numbers"
    ]

    assert result.message.startswith(
        "the answer is right for the data that you see, but does not follow the data"
    )


def test_wrong_in_both_worlds() -> None:
    """A value that is wrong in the public world is told as such, without the hidden one."""
    hidden = Pair(evidence({"x": TWO}), evidence({"x": array([99.0])}))
    result = _judge((X,), Pair(evidence({"x": TWO}), evidence({"x": ONE})), hidden)["x.value"]

    assert result.message == "expected `x` to be [1.], not [2.]"


def test_right_in_the_hidden_world_only() -> None:
    """A value that is right with the hidden data only is wrong."""
    result = _judge((X,), Pair(evidence({"x": TWO}), evidence({"x": ONE})), _same(x=TWO))["x.value"]

    assert result.outcome is Outcome.FAILED


HIDDEN_ENDS = [
    pytest.param(
        evidence(error=Failure("KeyError", "secret 42", 3)),
        "with other data of the same shape the code stops with KeyError",
        id="raised",
    ),
    pytest.param(
        evidence(complete=False, stopped=Stopped.MEMORY),
        "with other data of the same shape the code does not run to its end",
        id="stopped",
    ),
]


@pytest.mark.parametrize(("found", "message"), HIDDEN_ENDS)
def test_code_that_ends_in_the_hidden_world(found: object, message: str) -> None:
    """Code that runs with the public data only is told so, and not what the hidden data are."""
    result = _judge((), _same(), Pair(found, evidence()))["runs"]  # type: ignore[arg-type]

    assert (result.outcome, result.message) == (Outcome.FAILED, message)
    assert "42" not in f"{result.message}{result.expected}{result.found}"


def test_form_is_judged_once() -> None:
    """A check of form does not ask the hidden world."""
    from grader.checks import Imports  # noqa: PLC0415

    public = Pair(evidence(source="import tensorflow"), evidence())
    result = _judge((Imports(module="tensorflow"),), public, Pair(evidence(source=""), evidence()))["imports"]

    assert result.outcome is Outcome.PASSED


def test_check_that_breaks() -> None:
    """A check that raises is the grader's fault: errored, no points, and the other checks go on."""
    results = _judge((_Breaks(hint="Try."), X), _same(x=ONE))
    broken = results["breaks"]

    assert (broken.outcome, broken.points, broken.hint) == (Outcome.ERRORED, 0, "")
    assert broken.message == "the check itself failed: ZeroDivisionError: in the check"
    assert results["x.value"].outcome is Outcome.PASSED


def test_object_that_breaks_a_look() -> None:
    """An object that raises when it is looked at is the learner's."""
    found = evidence({"x": Raised(type="RuntimeError", message="boo", line=2)})
    result = _judge((X,), Pair(found, evidence({"x": ONE})))["x.value"]

    assert (result.outcome, result.line) == (Outcome.FAILED, 2)
    assert result.message == "looking at `x` raised RuntimeError: boo"


def test_ids_are_unique() -> None:
    """Checks of one kind about one name are told apart by number."""
    results = _judge((X, X, PrintsNumbers(), PrintsNumbers(), X), _same(x=ONE))

    assert list(results) == [
        "runs",
        "x.value",
        "x.value.2",
        "prints-numbers",
        "prints-numbers.2",
        "x.value.3",
    ]


def test_probes_names_first() -> None:
    """Each fact is asked for once; names before figures before calls, since a call may change them."""
    checks = (Returns(function="f", calls=(call(1.0),)), X, IsFunction(name="f"), HasDtype(name="x"))
    exercise = Exercise(title="Title", checks=checks)

    names, one = (NameProbe("f"), NameProbe("x")), CallProbe("f", call(1.0).args)
    assert probes_for(exercise, figures=False) == (*names, one)
    assert probes_for(exercise, figures=True) == (*names, FiguresProbe(), one)


def test_title_of_the_author() -> None:
    """The author's title goes before the check's own."""
    results = _judge((HasValue(name="x", title="Mine"), Exists(name="x")), _same(x=Scalar(value=1)))

    assert [result.title for result in results.values()] == [
        "The code runs to its end",
        "Mine",
        "`x` is defined",
    ]


BROKEN = Failure("SyntaxError", "invalid syntax", 2)
DEEP = "x = 1\ny = " + "-" * 100_000 + "1"


@pytest.mark.parametrize(
    ("source", "error", "runs"),
    [
        pytest.param("x = 1\nx +", BROKEN, "the code stopped with SyntaxError", id="no-python"),
        pytest.param(
            DEEP, None, "the code is nested too deep to be read; write it in smaller steps", id="too-deep"
        ),
    ],
)
def test_code_that_cannot_be_read(source: str, error: Failure | None, runs: str) -> None:
    """What is not written in code that cannot be read earns nothing, and such code never passes."""
    checks = (AvoidsOperator(operators=("*",)), AvoidsCall(functions=("tensorflow.matmul",)), X)
    own = evidence({"x": ONE}, source=source, error=error)

    results = _judge(checks, Pair(own, evidence({"x": ONE})))

    assert (results["runs"].outcome, results["runs"].message) == (Outcome.FAILED, runs)
    assert results["avoids-operator"].outcome is results["avoids-call"].outcome is Outcome.SKIPPED
    assert results["x.value"].outcome is Outcome.PASSED
