"""Every kind of check on evidence made by hand: what passes, what fails, and in which words."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader import checks
from grader.checks import (
    AnyOf,
    AvoidsCall,
    AvoidsOperator,
    Calls,
    Check,
    Chooses,
    DrawsFigure,
    Exists,
    HasDtype,
    HasParameters,
    HasShape,
    HasValue,
    Imports,
    IsArray,
    IsDataFrame,
    IsFunction,
    IsModule,
    IsOptimizer,
    IsTensor,
    IsVariable,
    MergesInputs,
    PrintsNumbers,
    PrintsText,
    Returns,
    Runs,
)
from grader.checks.compare import as_numbers, same
from grader.checks.output import numbers_in
from grader.errors import SpecError
from grader.evidence import (
    Array,
    Callable,
    CallProbe,
    Dtype,
    Evidence,
    Fact,
    Failure,
    Figures,
    FigureShape,
    FiguresProbe,
    Layer,
    Mapping,
    Missing,
    Model,
    Module,
    Opaque,
    Optimizer,
    Parameter,
    Raised,
    Scalar,
    Sequence,
    Table,
    TableColumn,
)
from grader.limits import Stopped
from grader.spec import call, tensor, variable
from tests.support import array, evidence

X = array([1.0, 2.0], "float32")
NAN = float("nan")


def _list(*values: float | Fact, kind: str = "list") -> Sequence:
    items = tuple(Scalar(value=value) if isinstance(value, (int, float)) else value for value in values)
    return Sequence(type=kind, length=len(items), items=items)  # type: ignore[arg-type]


def _named(fact: Fact) -> Evidence:
    return evidence({"x": fact})


def _table(**digests: str) -> Table:
    return Table(
        rows=3,
        columns=tuple(TableColumn(name=name, dtype="int64", digest=it) for name, it in digests.items()),
    )


def _function(*parameters: str | tuple[str, Fact], name: str = "f") -> Callable:
    return Callable(
        name=name,
        module="__main__",
        parameters=tuple(
            Parameter(name=one, kind="positional")
            if isinstance(one, str)
            else Parameter(name=one[0], kind="positional", default=one[1])
            for one in parameters
        ),
    )


def _adam(rate: float = 0.5, steps: int = 100, kind: str = "adam", **more: float) -> Optimizer:
    return Optimizer(kind=kind, settings=tuple(sorted({"learning_rate": rate, **more}.items())), steps=steps)


TABLE = _table(id="a", price="b")
ADAM = _adam()

PASSES = [
    pytest.param(Exists(name="x"), Scalar(value=None), Scalar(value=3), id="exists"),
    pytest.param(IsTensor(name="x"), X, X, id="tensor"),
    pytest.param(IsVariable(name="x"), array([1], container="variable"), X, id="variable"),
    pytest.param(IsArray(name="x"), array([1], container="ndarray"), X, id="array"),
    pytest.param(IsDataFrame(name="x"), TABLE, TABLE, id="table"),
    pytest.param(IsFunction(name="x"), _function("a"), X, id="function"),
    pytest.param(IsModule(name="x", module="pandas"), Module(name="pandas"), X, id="module"),
    pytest.param(HasShape(name="x"), array([[1, 2]]), array([[3.0, 4.0]]), id="shape"),
    pytest.param(HasShape(name="x"), _list(1, 2), X, id="shape-of-a-list"),
    pytest.param(HasShape(name="x"), TABLE, _table(other="c", more="d"), id="shape-of-a-table"),
    pytest.param(HasDtype(name="x"), array([5], "float32", "variable"), X, id="dtype"),
    pytest.param(HasValue(name="x"), array([1.0, 2.0], "float32", "ndarray"), X, id="value-as-array"),
    pytest.param(HasValue(name="x"), array([1.0, 2.0], "float64", "series"), X, id="value-as-series"),
    pytest.param(HasValue(name="x"), array([1, 2], "int64", "variable"), X, id="value-as-integers"),
    pytest.param(HasValue(name="x"), _list(1, 2.0), X, id="value-as-list"),
    pytest.param(HasValue(name="x"), _list(1, 2, kind="tuple"), X, id="value-as-tuple"),
    pytest.param(HasValue(name="x"), _list(_list(1, 2), _list(3, 4)), array([[1, 2], [3, 4]]), id="value-nested"),
    pytest.param(HasValue(name="x"), array(3.0, container="numpy-scalar"), Scalar(value=3), id="value-scalar"),
    pytest.param(HasValue(name="x"), array([1.0, 2.00001], "float32"), X, id="value-nearly"),
    pytest.param(HasValue(name="x"), array([NAN, 1.0]), array([NAN, 1.0]), id="value-nan"),
    pytest.param(HasValue(name="x"), array([math.inf]), array([math.inf]), id="value-infinite"),
    pytest.param(HasValue(name="x"), array([1, 0], "uint8"), array([True, False]), id="value-truth"),
    pytest.param(HasValue(name="x"), array([[]], "float32"), array([[]], "int32"), id="value-empty"),
    pytest.param(HasValue(name="x"), Scalar(value="text"), Scalar(value="text"), id="value-text"),
    pytest.param(HasValue(name="x"), TABLE, TABLE, id="value-table"),
    pytest.param(HasValue(name="x", rtol=0.1), Scalar(value=1.05), Scalar(value=1.0), id="value-tolerance"),
    pytest.param(IsOptimizer(name="x"), ADAM, ADAM, id="optimizer"),
    pytest.param(IsOptimizer(name="x"), _adam(beta_1=0.5), _adam(beta_1=0.9), id="optimizer-other-setting"),
    pytest.param(IsOptimizer(name="x"), _adam(np.float32(0.1).item()), _adam(0.1), id="optimizer-float32"),
    pytest.param(IsOptimizer(name="x", steps=False), _adam(steps=1), ADAM, id="optimizer-any-steps"),
    pytest.param(Chooses(name="x"), Scalar(value=3), Scalar(value=3), id="choice"),
    pytest.param(Chooses(name="x"), Scalar(value=" 3 "), Scalar(value=3), id="choice-text"),
    pytest.param(Chooses(name="x"), Scalar(value=3.0), Scalar(value=3), id="choice-float"),
    pytest.param(Chooses(name="x"), array([3]), Scalar(value=3), id="choice-tensor"),
    pytest.param(HasParameters(function="x"), _function("a", ("b", X)), _function("p", ("q", X)), id="parameters"),
    pytest.param(
        HasParameters(function="x"), _function(("b", _list(1, 2))), _function(("b", X)), id="parameters-default-as-list"
    ),
]  # fmt: skip


@pytest.mark.parametrize(("check", "fact", "reference"), PASSES)
def test_name_passes(check: Check, fact: Fact, reference: Fact) -> None:
    """What is right passes in whatever container it stands, and has nothing to say."""
    verdict = check.judge(_named(fact), _named(reference))

    assert (verdict.passed, verdict.message) == (True, "")


FAILS = [
    pytest.param(Exists(name="x"), Missing(), X, "`x` is not defined", id="missing"),
    pytest.param(
        HasValue(name="x"), Raised(type="OSError", message="no", line=4), X, "looking at `x` raised OSError: no", id="raised"
    ),
    pytest.param(
        IsTensor(name="x"), array([1], container="variable"), X, "expected `x` to be a tensor, not a Variable", id="tensor"
    ),
    pytest.param(IsTensor(name="x"), _list(1), X, "expected `x` to be a tensor, not a list", id="tensor-list"),
    pytest.param(
        IsTensor(name="x"), Opaque(type="Dense"), X, "expected `x` to be a tensor, not an object of type Dense", id="object"
    ),
    pytest.param(
        IsVariable(name="x"), X, X, "expected `x` to be a TensorFlow Variable, not a tensor", id="variable"
    ),
    pytest.param(
        IsArray(name="x"),
        array([1], container="series"),
        X,
        "expected `x` to be a NumPy array, not a pandas Series",
        id="array",
    ),
    pytest.param(IsDataFrame(name="x"), X, X, "expected `x` to be a pandas DataFrame, not a tensor", id="table"),
    pytest.param(IsFunction(name="x"), Scalar(value=3), X, "expected `x` to be a function, not a Python int", id="function"),
    pytest.param(
        IsModule(name="x", module="numpy"),
        Module(name="pandas"),
        X,
        "expected `x` to be the module numpy, not the module pandas",
        id="module",
    ),
    pytest.param(
        HasShape(name="x"), array([[1, 2]]), X, "expected `x` to have the shape (2,), not (1, 2)", id="shape"
    ),
    pytest.param(
        HasShape(name="x"), _list(1, _list(2)), X, "expected `x` to have the shape (2,), not a list", id="shape-ragged"
    ),
    pytest.param(HasDtype(name="x"), array([1.0]), X, "expected `x` to hold float32, not float64", id="dtype"),
    pytest.param(HasDtype(name="x"), _list(1.0), X, "expected `x` to hold float32, not a list", id="dtype-list"),
    pytest.param(
        HasValue(name="x"), array([[1.0, 2.0]]), X, "expected `x` to have the shape (2,), not (1, 2)", id="value-shape"
    ),
    pytest.param(HasValue(name="x"), array([1.0, 3.0]), X, "expected `x[1]` to be 2, not 3", id="value-element"),
    pytest.param(
        HasValue(name="x"),
        array([[1, 2], [9, 4]]),
        array([[1, 2], [3, 4]]),
        "expected `x[1, 0]` to be 3, not 9",
        id="value-place",
    ),
    pytest.param(HasValue(name="x"), Scalar(value=2.5), Scalar(value=3), "expected `x` to be 3, not 2.5", id="value-one"),
    pytest.param(HasValue(name="x"), array([1.0, NAN]), X, "expected `x[1]` to be 2, not nan", id="value-nan"),
    pytest.param(
        HasValue(name="x"), array([1.0, 2.0]), array([NAN, 2.0]), "expected `x[0]` to be nan, not 1", id="value-nan-wanted"
    ),
    pytest.param(
        HasValue(name="x"), array([2**53 + 1]), array([2**53]), "expected `x` to be [9007199254740992], not [9007199254740993]", id="value-large-integers"
    ),
    pytest.param(HasValue(name="x"), Scalar(value="1"), X, "expected `x` to be [1., 2.], not '1'", id="value-text"),
    pytest.param(
        HasValue(name="x"), Array(container="tensor", dtype="string", shape=(2,)), X, "expected `x` to be [1., 2.], not a tensor of string, shape (2,)", id="strings"
    ),
    pytest.param(HasValue(name="x"), _table(id="a"), TABLE, "`x` lacks the column 'price'", id="column-lost"),
    pytest.param(
        HasValue(name="x"), _table(id="a", price="b", more="c"), TABLE, "`x` has a column 'more' that is not expected", id="column-more"
    ),
    pytest.param(
        HasValue(name="x"),
        _table(id="a", price="z"),
        TABLE,
        "the column 'price' of `x` holds other values than expected",
        id="column-changed",
    ),
    pytest.param(
        HasValue(name="x"),
        Table(rows=2, columns=TABLE.columns),
        TABLE,
        "expected `x` to have 3 rows, not 2",
        id="rows",
    ),
    pytest.param(IsOptimizer(name="x"), X, ADAM, "expected `x` to be a Keras optimizer, not a tensor", id="no-optimizer"),
    pytest.param(
        IsOptimizer(name="x"), _adam(kind="sgd"), ADAM, "expected `x` to be an adam optimizer, not sgd", id="optimizer-kind"
    ),
    pytest.param(
        IsOptimizer(name="x"), _adam(0.05), ADAM, "expected the learning rate of `x` to be 0.5, not 0.05", id="rate"
    ),
    pytest.param(
        IsOptimizer(name="x"), _adam(steps=10), ADAM, "expected `x` to have taken 100 steps, not 10", id="steps"
    ),
    pytest.param(
        Chooses(name="x", because=((1, "one is wrong because"),)),
        Scalar(value=1),
        Scalar(value=3),
        "one is wrong because",
        id="choice-explained",
    ),
    pytest.param(Chooses(name="x"), Scalar(value=2), Scalar(value=3), "statement 2 is not the right one", id="choice"),
    pytest.param(
        Chooses(name="x"), Scalar(value="c"), Scalar(value=3), "expected `x` to be the number of a statement", id="choice-text"
    ),
    pytest.param(
        Chooses(name="x"), Scalar(value=3.5), Scalar(value=3), "expected `x` to be the number of a statement", id="choice-half"
    ),
    pytest.param(
        Chooses(name="x"), Scalar(value=True), Scalar(value=1), "expected `x` to be the number of a statement", id="choice-truth"
    ),
    pytest.param(
        Chooses(name="x"), Scalar(value=NAN), Scalar(value=1), "expected `x` to be the number of a statement", id="choice-nan"
    ),
    pytest.param(Chooses(name="x"), Missing(), Scalar(value=3), "`x` is not defined", id="choice-missing"),
    pytest.param(
        HasParameters(function="x"), Missing(), _function("a"), "the function `x` is not defined", id="parameters-missing"
    ),
    pytest.param(
        HasParameters(function="x"), X, _function("a"), "expected `x` to be a function, not a tensor", id="parameters-tensor"
    ),
    pytest.param(
        HasParameters(function="x"),
        Callable(name="Dense", module="keras"),
        _function("a"),
        "write `x` as a function of your own, with `def`",
        id="parameters-class",
    ),
    pytest.param(
        HasParameters(function="x"),
        _function("a", "b"),
        _function("a"),
        "expected `x` to take 1 arguments, not 2",
        id="parameters-count",
    ),
    pytest.param(
        HasParameters(function="x"),
        _function("a", "mine"),
        _function("a", ("b", X)),
        "expected `mine`, argument 2 of `x`, to have a default value",
        id="parameters-no-default",
    ),
    pytest.param(
        HasParameters(function="x"),
        _function(("mine", X)),
        _function("b"),
        "expected `mine`, argument 1 of `x`, to have no default value",
        id="parameters-default",
    ),
    pytest.param(
        HasParameters(function="x"),
        _function(("mine", array([2.0, 1.0]))),
        _function(("b", X)),
        "the default value of `mine`, argument 1 of `x`, is not the expected one",
        id="parameters-other-default",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("check", "fact", "reference", "message"), FAILS)
def test_name_fails(check: Check, fact: Fact, reference: Fact, message: str) -> None:
    """What is wrong fails, and the message says what was expected and what was found."""
    verdict = check.judge(_named(fact), _named(reference))

    assert (verdict.passed, verdict.message) == (False, message)


F1, F2 = call(1.0), call(variable(2.0), tensor([1.0]), key="word")
RETURNS = Returns(function="f", calls=(F1,), hidden=(F2,))


def _returning(seen: Fact, unseen: Fact = Scalar(value=2.0), function: Fact | None = None) -> Evidence:
    calls = {CallProbe("f", one.args, one.keywords): fact for one, fact in ((F1, seen), (F2, unseen))}
    return evidence({"f": function or _function("a")}, other=dict(calls))


@pytest.mark.parametrize(
    "fact",
    [
        pytest.param(Scalar(value=1.5), id="number"),
        pytest.param(array(1.5), id="tensor"),
        pytest.param(array([1.5], "float32"), id="one-in-a-tensor"),
        pytest.param(_list(_list(1.5)), id="one-in-lists"),
        pytest.param(array(1.500001), id="nearly"),
    ],
)
def test_function_returns(fact: Fact) -> None:
    """A single number that a function returns is right in any container."""
    assert RETURNS.judge(_returning(fact), _returning(Scalar(value=1.5))).passed


WRONG_RETURNS = [
    pytest.param(_returning(Scalar(value=1.0)), "expected `f(1.0)` to return 1.5, not 1", id="value"),
    pytest.param(
        _returning(array([1.5, 1.5])), "expected `f(1.0)` to return shape (), not shape (2,)", id="shape"
    ),
    pytest.param(
        _returning(Scalar(value=None)), "expected `f(1.0)` to return a Python float, not None", id="nothing"
    ),
    pytest.param(
        _returning(Raised(type="TypeError", message="no", line=2)),
        "`f(1.0)` raised TypeError: no",
        id="raised",
    ),
    pytest.param(
        _returning(Scalar(value=1.5), Scalar(value=9.0)),
        "`f` for inputs that you have not seen returns a wrong value",
        id="unseen",
    ),
    pytest.param(
        _returning(Scalar(value=1.5), Raised(type="KeyError", message="secret 2.0")),
        "`f` for inputs that you have not seen raised KeyError",
        id="unseen-raised",
    ),
    pytest.param(
        _returning(Scalar(value=1.5), function=Missing()), "the function `f` is not defined", id="missing"
    ),
    pytest.param(
        _returning(Scalar(value=1.5), function=X),
        "expected `f` to be a function, not a tensor",
        id="not-a-function",
    ),
]


@pytest.mark.parametrize(("found", "message"), WRONG_RETURNS)
def test_function_returns_something_else(found: Evidence, message: str) -> None:
    """A wrong return value is shown for a call that the learner knows, and kept back for a hidden one."""
    verdict = RETURNS.judge(found, _returning(Scalar(value=1.5)))

    assert (verdict.passed, verdict.message) == (False, message)
    assert "9" not in f"{verdict.expected}{verdict.found}"
    assert "secret" not in f"{verdict.expected}{verdict.found}"


def test_call_is_shown_as_written() -> None:
    """A call in a message reads as the learner would write it."""
    check = Returns(function="f", calls=(call(1, "a", variable(1.0), tensor([1.0]), keyword=None),))
    _, probe = check.probes()
    found = evidence({"f": _function()}, other={probe: Scalar(value=1)})
    wanted = evidence({"f": _function()}, other={probe: Scalar(value=2)})

    message = check.judge(found, wanted).message
    assert message == "expected `f(1, 'a', a Variable, a tensor, keyword=None)` to return 2, not 1"


NUMBERS = [
    pytest.param("", [], id="nothing"),
    pytest.param("float32 int64 x2 A1: v1.5", [], id="in-words"),
    pytest.param("<dtype: 'float64'>", [], id="dtype"),
    pytest.param("(30000, 4)", [30000, 4], id="shape"),
    pytest.param("[1 2 3]", [1, 2, 3], id="array"),
    pytest.param("[[1. 2.]\n [3. -4.]]", [1, 2, 3, -4], id="matrix"),
    pytest.param("1,234,567.5", [1234567.5], id="thousands"),
    pytest.param("1,2,3", [1, 2, 3], id="commas"),
    pytest.param("1e-5 2E+3 1.5e3", [1e-5, 2000, 1500], id="exponents"),
    pytest.param(".5 5. -.25", [0.5, 5, -0.25], id="bare-points"),
    pytest.param("loss: 0.5, slope: +2", [0.5, 2], id="words-between"),
    pytest.param("loss=0.5;", [0.5], id="equals"),
    pytest.param("50%, $12", [50, 12], id="signs"),
    pytest.param("3-2", [3, 2], id="difference"),
    pytest.param("1.2.3", [1.2], id="version"),
    pytest.param("tf.Tensor(3.0, shape=(), dtype=float32)", [3.0], id="tensor"),
    pytest.param("numpy=array([1, 2], dtype=int32)>", [1, 2], id="variable"),
    pytest.param("nan inf", [], id="not-finite"),
    pytest.param("1" * 400, [math.inf], id="enormous"),
    pytest.param("0x10 1_000", [], id="other-notations"),
]


@pytest.mark.parametrize(("text", "numbers"), NUMBERS)
def test_numbers_in_text(text: str, numbers: list[float]) -> None:
    """The numbers that stand in a text are found in order; digits that are part of a word are not."""
    assert numbers_in(text) == numbers


@given(st.text())
def test_numbers_in_any_text(text: str) -> None:
    """Any text has a list of numbers, and none has more than 20,000."""
    assert all(isinstance(number, float) for number in numbers_in(text))
    assert len(numbers_in("7 " * 30_000)) == 20_000


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False)))
def test_numbers_that_were_printed(numbers: list[float]) -> None:
    """What Python prints is found again."""
    assert numbers_in(" ".join(map(str, numbers))) == numbers


@pytest.mark.parametrize(
    "text", ["1" * 200_000 + "a", "1,111,111" * 50_000 + "a", "1." * 100_000, "+-" * 100_000]
)
def test_numbers_in_hostile_text(text: str) -> None:
    """No text takes longer than its length allows."""
    assert len(numbers_in(text)) <= 20_000


PRINTED = [
    pytest.param("1.0 2.0", "", True, "", id="same"),
    pytest.param("step 0 loss 1.0\nstep 1 loss 2.0", "", True, "", id="more-between"),
    pytest.param("", "1.0 2.0", True, "", id="tf-print"),
    pytest.param("1.0", "2.0", True, "", id="print-then-tf-print"),
    pytest.param("2.0", "1.0", True, "", id="tf-print-then-print"),
    pytest.param("1.0004 1.9999", "", True, "", id="nearly"),
    pytest.param(
        "2.0 1.0", "", False, "expected 2, number 2 of 2, to be printed after the others", id="order"
    ),
    pytest.param("3.0 2.0", "", False, "expected 1, number 1 of 2, to be printed", id="first"),
    pytest.param("1.0", "", False, "expected 2, number 2 of 2, to be printed after the others", id="too-few"),
    pytest.param("done", "", False, "no numbers were printed", id="none"),
]


@pytest.mark.parametrize(("stdout", "stderr", "right", "message"), PRINTED)
def test_printed_numbers(stdout: str, stderr: str, right: bool, message: str) -> None:
    """The reference solution's numbers must be printed in order, on either stream, among any others."""
    verdict = PrintsNumbers().judge(evidence(stdout=stdout, stderr=stderr), evidence(stdout="1.0 and 2.0"))

    assert (verdict.passed, verdict.message) == (right, message)


PRINTED_TEXT = [
    pytest.param("Data type: <dtype: 'float64'>", "", True, "", id="inside"),
    pytest.param("FLOAT 64", "", True, "", id="case-and-space"),
    pytest.param("", "tf.float64", True, "", id="tf-print"),
    pytest.param("float32", "", False, "expected `float64` to be printed", id="other"),
    pytest.param("", "", False, "expected `float64` to be printed", id="nothing"),
]


@pytest.mark.parametrize(("stdout", "stderr", "right", "message"), PRINTED_TEXT)
def test_printed_text(stdout: str, stderr: str, right: bool, message: str) -> None:
    """A text is printed wherever it stands, on either stream; white space and case do not count."""
    verdict = PrintsText(texts=("float64",)).judge(evidence(stdout=stdout, stderr=stderr), evidence())

    assert (verdict.passed, verdict.message) == (right, message)


def test_any_of() -> None:
    """One alternative is enough; where none holds, the first one speaks."""
    check = AnyOf(checks=(IsTensor(name="x"), IsArray(name="x")))
    neither = check.judge(_named(Scalar(value=1)), _named(X))

    assert check.judge(_named(X), _named(X)).passed
    assert check.judge(_named(array([1], container="ndarray")), _named(X)).passed
    assert neither.message == "expected `x` to be a tensor, not a Python int"
    assert (check.subject, check.headline()) == ("x", "`x` is a tensor")
    assert len(check.probes()) == 2


SOURCE = [
    pytest.param(Imports(module="tensorflow"), "import tensorflow as tf", "", id="import"),
    pytest.param(Imports(module="tensorflow"), "from tensorflow.keras import layers", "", id="import-below"),
    pytest.param(
        Imports(module="tensorflow"),
        "import tensorflow_hub",
        "nothing is imported from `tensorflow`",
        id="import-other",
    ),
    pytest.param(
        Calls(functions=("tensorflow.multiply",)),
        "import tensorflow as t\nt.math.multiply(1, 2)",
        "",
        id="call",
    ),
    pytest.param(Calls(functions=("tensorflow.multiply",)), "1 * 2", "`multiply` is not used", id="no-call"),
    pytest.param(
        Calls(functions=("tensorflow.multiply",), within="f"),
        "from tensorflow import multiply\nmultiply(1, 2)\ndef f(): pass",
        "`multiply` is not used in `f`",
        id="call-elsewhere",
    ),
    pytest.param(
        AvoidsCall(functions=("tensorflow.matmul",)),
        "import tensorflow as tf\n\ntf.linalg.matmul(1, 2)",
        "`matmul` is used; this exercise asks to do without",
        id="call-to-avoid",
    ),
    pytest.param(AvoidsCall(functions=("tensorflow.matmul",)), "1 @ 2", "", id="call-avoided"),
    pytest.param(
        AvoidsCall(functions=("tensorflow.random.uniform",), bound_to="w"),
        "from tensorflow import random\nb = random.uniform([2])\nw = random.normal([2])",
        "",
        id="call-for-another-name",
    ),
    pytest.param(
        AvoidsCall(functions=("tensorflow.random.uniform",), bound_to="w"),
        "from tensorflow import random\n\nw = abs(random.uniform([2]))",
        "`uniform` is used for `w`; this exercise asks to do without",
        id="call-for-this-name",
    ),
    pytest.param(
        AvoidsOperator(operators=("*", "**")), "x = 1\ny = x ** 2", "the operator `**` is used", id="operator"
    ),
    pytest.param(
        AvoidsOperator(operators=("*",)), "x = 1\nx *= 2", "the operator `*` is used", id="operator-in-place"
    ),
    pytest.param(
        AvoidsOperator(operators=("*",)), "def f(*a, **k): f(*a)", "", id="stars-that-are-no-operators"
    ),
    pytest.param(
        AvoidsOperator(operators=("*",), within="f"),
        "def g(): return 2 * 3\ndef f(): return 1",
        "",
        id="elsewhere",
    ),
    pytest.param(
        AvoidsOperator(operators=("*",), within="f"),
        "f = lambda x: x * x",
        "the operator `*` is used in `f`",
        id="operator-in-a-lambda",
    ),
]


@pytest.mark.parametrize(("check", "source", "message"), SOURCE)
def test_source(check: Check, source: str, message: str) -> None:
    """The form of the code is read from its tree, names followed through imports."""
    verdict = check.judge(evidence(source=source), evidence())

    assert (verdict.passed, verdict.message) == (not message, message)
    assert verdict.line is None or verdict.line == source.count("\n") + 1


RUNS = [
    pytest.param(evidence(), "", id="ran"),
    pytest.param(
        evidence(error=Failure("ValueError", "no", 3)), "the code stopped with ValueError", id="raised"
    ),
    pytest.param(
        evidence(complete=False),
        "the program ended before the grader could look at its results",
        id="no-evidence",
    ),
    pytest.param(
        evidence(complete=False, stopped=Stopped.WALL_TIME), "the run was stopped: wall time", id="stopped"
    ),
]


@pytest.mark.parametrize(("found", "message"), RUNS)
def test_runs(found: Evidence, message: str) -> None:
    """Code that ran to its end passes; else the message says how it ended."""
    verdict = Runs().judge(found, evidence())

    assert (verdict.passed, verdict.message) == (not message, message)


def _drawn(*figures: FigureShape) -> Evidence:
    return evidence(other={FiguresProbe(): Figures(count=len(figures), figures=figures)})


def _figure(*lines: Array, scatters: tuple[Array, ...] = ()) -> FigureShape:
    return FigureShape(scatters=scatters, lines=lines, images=0, bars=0, png=b"")


LINE = array([[0.0, 1.0], [2.0, 3.0]], container="ndarray")
OTHER_LINE = array([[0.0, 1.0], [2.0, 4.0]], container="ndarray")
WANTED = _figure(LINE, scatters=(OTHER_LINE,))

DRAWN = [
    pytest.param(_drawn(WANTED), "", id="same"),
    pytest.param(_drawn(_figure(), _figure(OTHER_LINE, LINE, scatters=(OTHER_LINE, LINE))), "", id="more"),
    pytest.param(_drawn(), "no figure was drawn", id="none"),
    pytest.param(evidence(), "no figure was drawn", id="not-asked"),
    pytest.param(
        _drawn(_figure(OTHER_LINE, scatters=(OTHER_LINE,))),
        "the figure does not show what was expected",
        id="other-line",
    ),
    pytest.param(_drawn(_figure(LINE)), "the figure does not show what was expected", id="no-points"),
]


@pytest.mark.parametrize(("found", "message"), DRAWN)
def test_figures(found: Evidence, message: str) -> None:
    """A figure with the expected points and lines must be among those drawn; more may be in it."""
    verdict = DrawsFigure().judge(found, _drawn(WANTED))

    assert (verdict.passed, verdict.message) == (not message, message)


EVERY_FACT = [
    Missing(),
    Raised(type="E", message="m"),
    Scalar(value=None),
    Scalar(value=True),
    Scalar(value=2**62),
    Scalar(value=NAN),
    Scalar(value="text"),
    X,
    Array(container="tensor", dtype="string", shape=(1,)),
    array([1 + 2j]),
    array([], "int8"),
    TABLE,
    _list(1, _list(2, 3)),
    Sequence(type="list", length=5000, items=(Scalar(value=1),) * 1000),
    Mapping(length=1, items=(("a", X),)),
    Module(name="numpy"),
    Dtype(name="float32"),
    Callable(name="Dense", module="keras"),
    _function("a", ("b", X)),
    ADAM,
    Figures(count=1, figures=(WANTED,)),
    Opaque(type="Weird"),
]


@pytest.mark.parametrize("fact", EVERY_FACT, ids=lambda fact: f"{type(fact).__name__}")
@pytest.mark.parametrize("check", [case.values[0] for case in PASSES], ids=[case.id for case in PASSES])
def test_no_fact_breaks_a_check(check: Check, fact: Fact) -> None:
    """Whatever a name is bound to, a check gives a verdict, with words where it failed."""
    comparable = not isinstance(fact, Array) or fact.data is not None
    for found, wanted in ((fact, X), *(((X, fact), (fact, fact)) if comparable else ())):
        verdict = check.judge(_named(found), _named(wanted))
        assert verdict.passed or verdict.message


def test_reference_that_cannot_be_compared() -> None:
    """A reference value that is too large to send is the author's error, not a pass for everybody."""
    large = Array(container="tensor", dtype="float32", shape=(10_000, 10_000))

    with pytest.raises(
        SpecError, match="the value of `x` is too large, or not numeric, and cannot be compared"
    ):
        HasValue(name="x").judge(_named(large), _named(large))


@pytest.mark.parametrize("fact", EVERY_FACT, ids=lambda fact: type(fact).__name__)
def test_same_as_itself_only(fact: Fact) -> None:
    """A fact is the same as itself and as no other of another value."""
    assert same(fact, fact)
    assert [other for other in EVERY_FACT if same(fact, other) and other is not fact] == []


def test_close_counts_as_same() -> None:
    """Numbers within the tolerance are the same; other dtypes, containers and shapes are not."""
    assert same(array([1.0, 2.0]), array([1.0, 2.000001]))
    assert not same(array([1.0, 2.0]), array([1.0, 2.01]))
    assert not same(array([1.0]), array([1.0], "float32"))
    assert not same(array([1.0]), array([1.0], container="variable"))
    assert not same(array([1.0]), array([[1.0]]))


def test_list_that_was_cut_is_no_numbers() -> None:
    """A list of which only the beginning was sent does not count as those numbers."""
    assert as_numbers(Sequence(type="list", length=3, items=(Scalar(value=1), Scalar(value=2)))) is None


@pytest.mark.parametrize(
    "name", sorted(set(checks.__all__) - {"Band", "BandedCheck", "Call", "Check", "Side", "Verdict"})
)
def test_every_kind_is_named(name: str) -> None:
    """Every check of the vocabulary says what kind it is and what it promises."""
    kind = getattr(checks, name)

    assert isinstance(kind.kind, str)
    assert kind.__doc__
    assert kind.__doc__ != Check.__doc__


def _joined(*inputs: tuple[int, ...]) -> Model:
    """Return a functional model whose layers are fed by the layers at these places."""
    layers = tuple(
        Layer(
            name=f"layer{place}",
            kind="Dense" if sources else "InputLayer",
            output_shape=(None, 4),
            parameters=0,
            inputs=sources,
        )
        for place, sources in enumerate(inputs)
    )
    return Model(kind="functional", layers=layers, inputs=(0,), parameters=0)


@pytest.mark.parametrize(
    "claimed",
    [
        pytest.param(_joined((), (9,)), id="no-such-layer"),
        pytest.param(_joined((), (-1,)), id="negative"),
        pytest.param(_joined((), (2,), (1,)), id="circle"),
        pytest.param(_joined((), *(((place, place)) for place in range(190))), id="very-many-ways"),
    ],
)
def test_graph_that_cannot_be(claimed: Model) -> None:
    """A claim of a graph that no model has is judged as any other, at once."""
    wanted = _joined((), (0,))

    verdict = MergesInputs(name="model").judge(evidence({"model": claimed}), evidence({"model": wanted}))

    assert not verdict.passed
