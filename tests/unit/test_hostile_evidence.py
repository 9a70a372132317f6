"""Evidence made to be accepted without being right, or to keep the supervisor busy: a verdict comes, soon, and is no."""

from __future__ import annotations

import numpy as np
import pytest

from grader.checks import (
    Check,
    HasValue,
    IsCompiled,
    IsDenseOutput,
    IsOptimizer,
    MergesInputs,
    PassesNumber,
    Returns,
)
from grader.checks.words import plain
from grader.evidence import Evidence, Fact, Layer, Model, Opaque, Optimizer
from tests.support import array, evidence

MOST = 2100


def _named(**names: Fact) -> Evidence:
    return evidence(names)


def _optimizer(rate: float) -> Optimizer:
    return Optimizer(kind="sgd", settings=(("learning_rate", rate),), steps=0)


def _compiled(rate: float) -> Model:
    return Model(
        kind="sequential", layers=(), inputs=(), parameters=0, optimizer=_optimizer(rate), loss="mse"
    )


def _ladder(layers: int) -> Model:
    """Return a model with twice as many ways through it for each of its layers."""
    first = Layer(name="", kind="InputLayer", output_shape=(None, 1), parameters=0)
    others = tuple(
        Layer(name="", kind="Add", output_shape=(None, 1), parameters=0, inputs=(place, place))
        for place in range(layers - 1)
    )
    return Model(kind="functional", layers=(first, *others), inputs=(0,), parameters=0)


WRONG: list[object] = [
    pytest.param(IsOptimizer(name="x"), _optimizer(float("nan")), _optimizer(0.1), id="setting-nan"),
    pytest.param(IsCompiled(name="x"), _compiled(float("nan")), _compiled(0.1), id="rate-nan"),
    pytest.param(MergesInputs(name="x"), _ladder(200), _ladder(3), id="ways-without-end"),
    pytest.param(HasValue(name="x"), array([200_001, 2]), array([200_000, 2]), id="close-whole-numbers"),
    pytest.param(HasValue(name="x"), array(np.zeros((2,) * 22, bool)), array([1, 2]), id="many-axes"),
    pytest.param(HasValue(name="x"), Opaque(type="x" * 10_000), array([1, 2]), id="long-name"),
    pytest.param(
        IsCompiled(name="x"),
        Model(
            kind="sequential",
            layers=(),
            inputs=(),
            parameters=0,
            optimizer=_optimizer(0.1),
            loss="mse",
            metrics=("x" * 10_000,) * 1000,
        ),
        _compiled(0.1),
        id="long-names",
    ),
    pytest.param(
        IsDenseOutput(name="x", of="x", activation="sigmoid"),
        array(np.eye(2000, dtype=bool)),
        array(np.eye(2)),
        id="many-columns",
    ),
]


@pytest.mark.parametrize(("check", "fact", "reference"), WRONG)
def test_wrong_all_the_same(check: Check, fact: Fact, reference: Fact) -> None:
    """The verdict is no, comes within the test's time, and its texts are short."""
    verdict = check.judge(_named(x=fact), _named(x=reference))

    assert not verdict.passed
    assert 0 < len(verdict.message) < MOST
    assert len(verdict.expected or "") < MOST
    assert len(verdict.found or "") < MOST


def test_whole_number_beyond_floats() -> None:
    """A literal too large for any float is another number."""
    check = PassesNumber(function="tensorflow.Variable", keyword="initial_value", bound_to="x")
    found = evidence(source=f"from tensorflow import Variable\nx = Variable({hex(2**2000)})")
    wanted = evidence(source="from tensorflow import Variable\nx = Variable(6.0)")

    verdict = check.judge(found, wanted)

    assert verdict.message == "expected the initial value of `Variable` for `x` to be 6.0, not inf"


def test_message_that_is_slow_to_search() -> None:
    """A message of white space, or of beginnings without an end, is shown within the test's time."""
    assert plain("x" + " " * 3_000_000 + "y") == "x"
    assert plain("{{function_node " * 300_000).startswith("{{function_node")


def test_returned_names_are_cut() -> None:
    """What a function returned is told in short."""
    check = Returns(function="f")

    assert len(check.judge(_named(f=Opaque(type="y" * 10_000)), _named(f=Opaque(type="z"))).message) < MOST
