"""Checks of what chance decides: any draw of a right answer passes, and no wrong answer does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from grader.checks import (
    Check,
    HasNumber,
    InRange,
    IsDenseOutput,
    IsDifference,
    LooksNormal,
    PassesNumber,
    PrintsValue,
    ReturnsOnAverage,
)
from grader.evidence import Callable as Function
from grader.evidence import CallProbe, Fact, Given, Missing, NameProbe, Raised, Scalar
from grader.spec import call
from tests.support import array, evidence

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

SEEDS = range(200)


def _sigmoid(x: NDArray[np.floating]) -> NDArray[np.floating]:
    return 1 / (1 + np.exp(-x))


def _softmax(x: NDArray[np.floating]) -> NDArray[np.floating]:
    exponentials = np.exp(x - x.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)


def _relu(x: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.maximum(x, 0)


ACTIVATIONS = {"sigmoid": _sigmoid, "relu": _relu, "softmax": _softmax}


def _drawn(seed: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    draw = np.random.default_rng(seed)
    inputs = draw.normal(size=(100, 5)).astype("float32")
    return inputs, (inputs @ draw.normal(size=(5, 4)).astype("float32") + np.float32(0.25))


def _judge(check: Check, names: dict[str, Fact], reference: dict[str, Fact] | None = None) -> str:
    verdict = check.judge(evidence(names), evidence(names if reference is None else reference))
    assert verdict.passed == (not verdict.message)
    return verdict.message


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_dense_output_of_any_weights(activation: str) -> None:
    """Whatever the weights, a dense layer's outputs pass, and pass as those of no other activation."""
    for seed in SEEDS:
        inputs, sums = _drawn(seed)
        names: dict[str, Fact] = {"x": array(inputs), "y": array(ACTIVATIONS[activation](sums), "float32")}

        right = [
            name
            for name in ACTIVATIONS
            if not _judge(IsDenseOutput(name="y", of="x", activation=name), names)  # type: ignore[arg-type]
        ]

        assert right == [activation]


def _near_one_another(inputs: NDArray[np.float64]) -> NDArray[np.float64]:
    inputs[:, 1] = inputs[:, 0] * (1 + 1e-7)
    return inputs


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda inputs: inputs * [1e-3, 1.0, 1e3, 1.0, 1e5], id="of-many-sizes"),
        pytest.param(lambda inputs: inputs * [1.0, 0.0, 1.0, 1.0, 1.0], id="a-column-of-zeros"),
        pytest.param(lambda inputs: inputs * 0 + 2.0, id="all-the-same"),
        pytest.param(lambda inputs: inputs[:, [0, 0, 1, 2, 3]], id="one-column-twice"),
        pytest.param(_near_one_another, id="two-columns-nearly-the-same"),
        pytest.param(lambda inputs: inputs[:3], id="fewer-rows-than-columns"),
    ],
)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_dense_output_of_inputs_that_are_hard_to_solve(
    activation: str, make: Callable[[NDArray[np.float64]], NDArray[np.float64]]
) -> None:
    """Inputs of which a line is hard to find change no verdict: right outputs pass, and others fail where they can."""
    check = IsDenseOutput(name="y", of="x", activation=activation)  # type: ignore[arg-type]
    for seed in SEEDS[:20]:
        draw = np.random.default_rng(seed)
        inputs = make(draw.normal(size=(100, 5)))
        weights = (
            draw.uniform(-0.4, 0.4, (5, 4)) / np.maximum(np.abs(inputs).max(axis=0), 1e-3)[:, np.newaxis]
        )
        outputs = ACTIVATIONS[activation](inputs @ weights + 0.25)
        others = ACTIVATIONS[activation]((inputs * draw.normal(size=inputs.shape)) @ weights + 0.25)

        assert not _judge(check, {"x": array(inputs), "y": array(outputs, "float32")})
        if len(inputs) > inputs.shape[1]:
            assert "whatever its weights" in _judge(
                check, {"x": array(inputs), "y": array(others, "float32")}
            )


@pytest.mark.parametrize("size", [1e200, 1e155, 1e-155, 1e-161, 1e-200])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_dense_output_of_inputs_out_of_range(activation: str, size: float) -> None:
    """Inputs whose squares, or their inverses, are no numbers any more get a verdict, and no warning."""
    check = IsDenseOutput(name="y", of="x", activation=activation)  # type: ignore[arg-type]
    inputs, _ = _drawn(1)
    _, other = _drawn(2)
    names: dict[str, Fact] = {
        "x": array(inputs.astype(float) * size),
        "y": array(ACTIVATIONS[activation](other), "float32"),
    }

    assert "whatever its weights" in _judge(check, names)


def test_dense_output_near_the_ends_of_the_sigmoid() -> None:
    """A column is judged by its own usable rows, also by those in which another column is too near 0 or 1."""
    check = IsDenseOutput(name="y", of="x", activation="sigmoid")
    for seed in SEEDS[:20]:
        draw = np.random.default_rng(seed)
        inputs = draw.normal(size=(200, 5)).astype("float32")
        outputs = _sigmoid(inputs @ (3 * draw.normal(size=(5, 6))).astype("float32"))
        steep = (outputs < 1e-2) | (outputs > 1 - 1e-2)
        place = tuple(np.argwhere(~steep & steep.any(axis=1, keepdims=True))[0])
        moved = outputs.copy()
        moved[place] = 1 - moved[place] if abs(moved[place] - 0.5) > 0.01 else 0.9

        assert steep.any(axis=1).mean() > 0.5
        assert not _judge(check, {"x": array(inputs), "y": array(outputs, "float32")})
        assert "whatever its weights" in _judge(check, {"x": array(inputs), "y": array(moved, "float32")})


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_dense_output_of_something_else(activation: str) -> None:
    """Outputs that were computed from other inputs, or are all the same, fail."""
    check = IsDenseOutput(name="y", of="x", activation=activation)  # type: ignore[arg-type]
    inputs, _ = _drawn(1)
    _, other = _drawn(2)
    outputs = ACTIVATIONS[activation](other)

    assert "whatever its weights" in _judge(check, {"x": array(inputs), "y": array(outputs, "float32")})
    assert "whatever its weights" in _judge(
        check, {"x": array(inputs), "y": array(ACTIVATIONS[activation](0 * other), "float32")}
    )


@pytest.mark.parametrize(
    ("activation", "outputs", "message"),
    [
        pytest.param(
            "sigmoid", [[0.5], [1.5]], "lie between 0 and 1, but `y` holds 1.5", id="sigmoid-above-1"
        ),
        pytest.param("relu", [[1.0], [-2.0]], "never negative, but `y` holds -2", id="negative-relu"),
        pytest.param("softmax", [[0.5, 0.5], [0.5, 0.6]], "add up to 1 in each row", id="softmax-sum"),
        pytest.param("relu", [[1.0]], "a row for each row of `x`", id="rows-lost"),
        pytest.param("relu", [1.0, 2.0], "a row for each row of `x`", id="no-matrix"),
        pytest.param("sigmoid", [[0.5], [float("nan")]], "a row for each row of `x`", id="nan"),
        pytest.param("sigmoid", [[1.0], [0.0]], "whatever its weights", id="at-its-ends"),
        pytest.param("relu", [[0.0], [0.0]], "whatever its weights", id="dead"),
    ],
)
def test_dense_output_says_why(activation: str, outputs: list[list[float]], message: str) -> None:
    """What no such layer returns is told in words of the activation."""
    check = IsDenseOutput(name="y", of="x", activation=activation)  # type: ignore[arg-type]

    assert message in _judge(check, {"x": array([[1.0, 2.0], [-3.0, 1.0]]), "y": array(outputs)})


def test_dead_layer_on_positive_inputs() -> None:
    """Relu on inputs that are never negative may be all zeros: the weights may all be negative."""
    names: dict[str, Fact] = {"x": array([[1.0], [2.0]]), "y": array([[0.0], [0.0]])}

    assert not _judge(IsDenseOutput(name="y", of="x", activation="relu"), names)


def test_zeros_where_the_layer_is_positive() -> None:
    """Outputs of relu that were set to 0 by something else fail."""
    inputs, sums = _drawn(3)
    outputs = _relu(sums)
    outputs[:20] = 0
    names: dict[str, Fact] = {"x": array(inputs), "y": array(outputs)}

    assert "whatever its weights" in _judge(IsDenseOutput(name="y", of="x", activation="relu"), names)


def test_given_inputs_cannot_be_rebound() -> None:
    """What the set-up gave is looked at in the reference's evidence, whatever the learner made of the name."""
    inputs, sums = _drawn(4)
    own: dict[str, Fact] = {"x": array(np.zeros_like(inputs)), "y": array(np.full((100, 4), 0.5))}
    right: dict[str, Fact] = {"x": array(inputs), "y": array(_sigmoid(sums))}

    assert _judge(IsDenseOutput(name="y", of=Given("x"), activation="sigmoid"), own, right)
    assert not _judge(
        IsDenseOutput(name="y", of=Given("x"), activation="sigmoid"),
        {"y": right["y"]} | {"x": own["x"]},
        right,
    )


@pytest.mark.parametrize("size", [7, 161])
def test_normal_sample_of_any_seed(size: int) -> None:
    """A sample of the standard normal distribution passes, whatever the seed."""
    for seed in range(2000):
        sample = np.random.default_rng(seed).standard_normal(size).astype("float32")

        assert not _judge(LooksNormal(name="x"), {"x": array(sample)})


@pytest.mark.parametrize(
    ("values", "message"),
    [
        pytest.param(np.random.default_rng(1).random(161), "mean near 0", id="uniform"),
        pytest.param(np.random.default_rng(1).normal(0, 0.05, 161), "standard deviation near 1", id="narrow"),
        pytest.param(np.random.default_rng(1).normal(0, 2, 161), "standard deviation near 1", id="wide"),
        pytest.param(np.ones(161), "again and again", id="ones"),
        pytest.param(np.tile([1.0, -1.0], 80), "again and again", id="two-values"),
        pytest.param(np.array([0.5]), "random numbers", id="one-number"),
    ],
)
def test_no_normal_sample(values: NDArray[np.float64], message: str) -> None:
    """Other distributions and constants fail, and the words name what is off."""
    assert message in _judge(LooksNormal(name="x"), {"x": array(values)})


@pytest.mark.parametrize(
    ("found", "message"),
    [
        pytest.param(array(0.0), "", id="scalar"),
        pytest.param(array([0], "int32"), "", id="whole"),
        pytest.param(array([[0.0]]), "", id="matrix"),
        pytest.param(Scalar(value=0), "", id="python"),
        pytest.param(array([0.0, 0.0]), "a single number, 0., not shape (2,)", id="two"),
        pytest.param(array([1.0]), "to be 0., not [1.]", id="other"),
        pytest.param(Scalar(value="0"), "a single number, 0., not a Python str", id="text"),
    ],
)
def test_single_number(found: Fact, message: str) -> None:
    """One number is right in any shape and of any type."""
    assert message in _judge(HasNumber(name="x"), {"x": found}, {"x": array(0.0)})
    assert bool(message) == bool(_judge(HasNumber(name="x"), {"x": found}, {"x": array(0.0)}))


@pytest.mark.parametrize(
    ("found", "message"),
    [
        pytest.param(array([0.0, 0.5, 1.0]), "", id="inside"),
        pytest.param(array([0.5, 1.25]), "not 1.25", id="above"),
        pytest.param(array([0.5, -1.0]), "not -1", id="below"),
        pytest.param(array([0.5, float("nan")]), "not nan", id="nan"),
        pytest.param(array([]), "not a tensor", id="empty"),
        pytest.param(Scalar(value="0.5"), "not a Python str", id="text"),
    ],
)
def test_range(found: Fact, message: str) -> None:
    """Every value has to lie in the range, and there has to be one."""
    said = _judge(InRange(name="x", low=0.0, high=1.0), {"x": found})

    assert message in said
    assert bool(message) == bool(said)


DEFAULT = array([[1.0], [0.0], [1.0]])
OUTPUTS = array([[0.25], [0.5], [0.75]])


@pytest.mark.parametrize(
    ("error", "message"),
    [
        pytest.param(array([[0.75], [-0.5]]), "", id="right"),
        pytest.param(array([[-0.75], [0.5]]), "expected `e[0, 0]` to be 0.75, not -0.75", id="sign"),
        pytest.param(array([[0.75], [-0.5], [0.25]]), "the shape (2, 1), not (3, 1)", id="all-rows"),
        pytest.param(array([0.75, -0.5]), "the shape (2, 1), not (2,)", id="flat"),
        pytest.param(Scalar(value=None), "to hold numbers", id="none"),
        pytest.param(Missing(), "is not defined", id="missing"),
    ],
)
def test_difference(error: Fact, message: str) -> None:
    """The difference is computed from what the set-up gave and from the learner's own values."""
    check = IsDifference(name="e", first=Given("default"), second="outputs", rows=2)
    said = _judge(check, {"default": OUTPUTS, "outputs": OUTPUTS, "e": error}, {"default": DEFAULT})

    assert message in said
    assert bool(message) == bool(said)


@pytest.mark.parametrize(
    ("stdout", "right"),
    [
        pytest.param("[[0.25]\n [0.5]]", True, id="array"),
        pytest.param("errors: 0.2501 and .5, of 3", True, id="rounded"),
        pytest.param("0.5 0.25", False, id="order"),
        pytest.param("0.25", False, id="cut"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_own_value_is_printed(stdout: str, *, right: bool) -> None:
    """The first rows of the learner's value are looked for in what was printed."""
    found = evidence({"x": OUTPUTS}, stdout=stdout)

    assert PrintsValue(name="x", rows=2).judge(found, evidence({"x": DEFAULT})).passed is right


@pytest.mark.parametrize(
    ("stdout", "message"),
    [
        pytest.param("0.25 0.5", "", id="as-many"),
        pytest.param("0.25 0.5 0.75", "and no more of them", id="one-more"),
        pytest.param("0.25 0.5 0.75\n0.25 0.5", "", id="more-and-then-as-many"),
        pytest.param("0.25 0.5 of 3 rows, 0.75", "", id="the-next-one-elsewhere"),
        pytest.param("0.25", "to be printed", id="fewer"),
    ],
)
def test_rows_that_are_printed(stdout: str, message: str) -> None:
    """As many rows as asked for are printed, and the next one does not follow them."""
    check = PrintsValue(name="x", rows=2)

    verdict = check.judge(evidence({"x": array([[0.25], [0.5], [0.75]])}, stdout=stdout), evidence())

    assert message in verdict.message
    assert verdict.passed is not bool(message)


@pytest.mark.parametrize(
    ("returned", "message"),
    [
        pytest.param(array([1.0, 3.0]), "", id="each"),
        pytest.param(array(2.0), "", id="mean"),
        pytest.param(Scalar(value=2.0), "", id="float"),
        pytest.param(array([2.0, 3.0]), "expected `f()` to return 2.", id="other"),
        pytest.param(Scalar(value=None), "expected `f()` to return", id="none"),
        pytest.param(Raised(type="ValueError", message="no"), "`f()` raised ValueError: no", id="raised"),
    ],
)
def test_mean_of_what_is_returned(returned: Fact, message: str) -> None:
    """A loss for each example and their mean are the same loss."""
    function = Function(name="f", module="__main__", parameters=())
    check = ReturnsOnAverage(function="f", calls=(call(),))
    found, wanted = (
        evidence(other={NameProbe("f"): function, CallProbe("f"): fact})
        for fact in (returned, array([1.0, 3.0]))
    )
    verdict = check.judge(found, wanted)

    assert message in verdict.message
    assert verdict.passed is not bool(message)


SOLUTION = "from tensorflow import keras\ndef model(x):\n    return keras.layers.Dropout(0.25)(x)\n"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        pytest.param("keras.layers.Dropout(0.25)(x)", "", id="same"),
        pytest.param("keras.layers.Dropout(rate=.25)(x)", "", id="keyword"),
        pytest.param("keras.layers.Dropout(1 / 4)(x)", "", id="computed"),
        pytest.param("keras.layers.Dropout(share)(x)", "", id="name"),
        pytest.param("keras.layers.Dropout(**settings)(x)", "", id="unpacked"),
        pytest.param("keras.layers.Dropout(0.5)(x)", "to be 0.25, not 0.5", id="other"),
        pytest.param("keras.layers.Dropout(rate=1)(x)", "to be 0.25, not 1.0", id="other-keyword"),
        pytest.param("x", "`Dropout` is not used in `model`", id="none"),
    ],
)
def test_passed_number(written: str, message: str) -> None:
    """A literal number has to be the reference solution's; any other expression is let pass."""
    check = PassesNumber(function="tensorflow.keras.layers.Dropout", keyword="rate", within="model")
    source = SOLUTION.replace("keras.layers.Dropout(0.25)(x)", written)
    verdict = check.judge(evidence(source=source), evidence(source=SOLUTION))

    assert message in verdict.message
    assert verdict.passed is not bool(message)


START = "from tensorflow import Variable\nx, y = Variable(-0.3), Variable(6.0)\n"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        pytest.param(START, "", id="same"),
        pytest.param("x = Variable(initial_value=-0.3)", "", id="keyword"),
        pytest.param("x: Variable = Variable(-0.3)", "", id="annotated"),
        pytest.param("[x, y] = [Variable(-0.3), Variable(1.0)]", "", id="list"),
        pytest.param("x = start()", "", id="from-elsewhere"),
        pytest.param("x = Variable(-start)", "", id="computed"),
        pytest.param(
            "x = Variable(6.0)", "the initial value of `Variable` for `x` to be -0.3, not 6.0", id="the-other"
        ),
        pytest.param("x, y = Variable(0.3), Variable(-0.3)", "to be -0.3, not 0.3", id="swapped"),
    ],
)
def test_number_for_a_name(source: str, message: str) -> None:
    """Of several calls the one that a name is bound to counts; a name bound to something else is let pass."""
    check = PassesNumber(function="tensorflow.Variable", keyword="initial_value", bound_to="x")
    own = f"from tensorflow import Variable\n{source}"

    verdict = check.judge(evidence(source=own), evidence(source=START))

    assert message in verdict.message
    assert verdict.passed is not bool(message)
    assert check.subject == "x"
    assert check.default_title() == "`Variable` gets the right initial value for `x`"
