"""Answers copied from the output instead of computed: right for the data that the learner sees, and not accepted."""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING

import pytest

from grader.checks.output import numbers_in
from grader.evidence import Array, CallProbe, Mapping, NameProbe, Sequence
from grader.evidence import Callable as Function
from grader.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.evidence import Evidence, Fact
    from tests.support import GradeSource, RunOwn

DOES_NOT_FOLLOW = "does not follow the data: with other data it is wrong"


def _literal(evidence: Evidence, name: str) -> str:
    """Return an expression whose value is the array that `name` was bound to."""
    return _packed(evidence.fact(NameProbe(name)))


def _bindings(evidence: Evidence, *names: str) -> str:
    """Return a line for each of `names` that binds it to a constant of what it was bound to."""
    lines = [f"{name} = constant({_literal(evidence, name)})" for name in names]
    return "\n".join(["from tensorflow import constant", *lines])


def _numbers(evidence: Evidence) -> str:
    """Return what was printed, number by number."""
    return ", ".join(map(str, numbers_in(evidence.stdout)))


def _packed(fact: Fact | None) -> str:
    assert isinstance(fact, Array)
    packed = base64.b64encode(zlib.compress(fact.data or b"")).decode()
    return (
        f"__import__('numpy').frombuffer(__import__('zlib').decompress(__import__('base64').b64decode('{packed}')), "
        f"'{fact.dtype}').reshape({fact.shape})"
    )


def _constants(evidence: Evidence) -> str:
    return f"""
from tensorflow import constant
credit_constant = constant({_literal(evidence, "credit_constant")})
print("Data type:", credit_constant.dtype)
print("Shape:", credit_constant.shape)
"""


def _sums(evidence: Evidence) -> str:
    return f"""
column_sums = {_literal(evidence, "column_sums")}
row_sums = {_literal(evidence, "row_sums")}
total = {_literal(evidence, "total")}
answer = 3
"""


def _prediction(evidence: Evidence) -> str:
    (number,) = numbers_in(evidence.stdout)
    return f"""
model = reshape(model, (3, 1))
output = matmul(letter, model)
prediction = {number}
print(prediction)
"""


def _losses(evidence: Evidence) -> str:
    squared, absolute = numbers_in(evidence.stdout)
    return f"""
from tensorflow import constant
loss = constant({squared!r}, "float64")
print(loss.numpy())
loss = constant({absolute!r}, "float64")
print(loss.numpy())
"""


def _prints(evidence: Evidence) -> str:
    source = evidence.cells[0].source
    first, second = numbers_in(evidence.stdout)
    return source.replace("print(loss_function(0.1, 0.1).numpy())", f"print({first})").replace(
        "print(loss_function(0.1, 0.5).numpy())", f"print({second})"
    )


def _trained(evidence: Evidence) -> str:
    return f"""
for name in ("intercept", "slope"):
    globals()[name].assign(dict(intercept={_literal(evidence, "intercept")}, slope={_literal(evidence, "slope")})[name])
opt = keras.optimizers.Adam()
opt.build([intercept, slope]) if hasattr(opt, "build") else None
opt.iterations.assign(217)
for batch in pd.read_csv("kc_house_data.csv", chunksize=100):
    size_batch = np.array(batch["sqft_lot"], np.float32)
    price_batch = np.array(batch["price"], np.float32)
print(intercept.numpy(), slope.numpy())
"""


def _two_layers(evidence: Evidence) -> str:
    return f"""
bias1, bias2 = Variable(1.0), Variable(1.0)
weights1, weights2 = Variable(ones((3, 2))), Variable(ones((2, 1)))
{_bindings(evidence, "product1", "dense1", "product2", "prediction")}
print({_numbers(evidence)})
"""


def _layer_of_five(evidence: Evidence) -> str:
    return f"""
{_bindings(evidence, "products1", "dense1")}
print({_numbers(evidence)})
"""


def _keras_layers(evidence: Evidence) -> str:
    return f"""
{_bindings(evidence, "dense1", "dense2", "predictions")}
print({_numbers(evidence)})
"""


def _errors(evidence: Evidence) -> str:
    return f"""
inputs = constant(bill_amounts, float32)
{_bindings(evidence, "dense1", "dense2", "outputs", "error")}
print({_numbers(evidence)})
"""


def _classes(evidence: Evidence) -> str:
    return f"""
inputs = constant(borrower_features, float32)
{_bindings(evidence, "dense1", "dense2", "outputs")}
print({_numbers(evidence)})
"""


def _valleys(evidence: Evidence) -> str:
    first, second = numbers_in(evidence.stdout)
    return f"""
x_1, x_2 = Variable(6.0), Variable(0.3)
opt = keras.optimizers.SGD(0.01)
opt.iterations.assign(200)
x_1.assign({first})
x_2.assign({second})
print({_numbers(evidence)})
"""


def _momentum(evidence: Evidence) -> str:
    first, second = numbers_in(evidence.stdout)
    return f"""
x_1, x_2 = Variable(0.05), Variable(0.05)
opt_1, opt_2 = (keras.optimizers.RMSprop(0.01, momentum=momentum) for momentum in (0.99, 0.0))
for opt, x, end in ((opt_1, x_1, {first}), (opt_2, x_2, {second})):
    opt.iterations.assign(100)
    x.assign(end)
print({_numbers(evidence)})
"""


def _default_data(evidence: Evidence) -> str:
    function = evidence.fact(NameProbe("loss_function"))
    assert isinstance(function, Function)
    features, targets = (_packed(parameter.default) for parameter in (function.parameters or ())[-2:])
    return f"""
features_seen, targets_seen = {features}, {targets}
{evidence.cells[0].source.replace("=borrower_features", "=features_seen").replace("=default", "=targets_seen")}
"""


def _trained_network(evidence: Evidence) -> str:
    names = ("w1", "b1", "w2", "b2")
    assigned = "\n".join(f"{name}.assign({_literal(evidence, name)})" for name in names)
    return f"""
{assigned}
opt.iterations.assign(100)
model_predictions = {_literal(evidence, "model_predictions")}
confusion_matrix(test_targets, model_predictions)
"""


def _houses(evidence: Evidence) -> str:
    returned = evidence.fact(CallProbe("input_fn"))
    assert isinstance(returned, Sequence)
    features, labels = returned.items
    assert isinstance(features, Mapping)
    columns = ", ".join(f"{name!r}: {_packed(column)}" for name, column in features.items)
    return f"""
bedrooms = feature_column.numeric_column("bedrooms")
bathrooms = feature_column.numeric_column("bathrooms")
feature_list = [bedrooms, bathrooms]
def input_fn():
    return {{{columns}}}, {_packed(labels)}
"""


CASES = [
    pytest.param("exercise_1_1_1", _constants, {"`credit_constant`"}, id="1_1_1-the-whole-table"),
    pytest.param("exercise_1_2_3", _sums, {"`column_sums`", "`row_sums`", "`total`"}, id="1_2_3-three-sums"),
    pytest.param("exercise_1_3_3", _prediction, {"`prediction`", "the answer"}, id="1_3_3-one-number"),
    pytest.param("exercise_2_2_1", _losses, {"`loss`", "the answer"}, id="2_2_1-two-losses"),
    pytest.param("exercise_2_3_1", _prints, {"the answer"}, id="2_3_1-printed-losses"),
    pytest.param(
        "exercise_2_4_2", _trained, {"`intercept`", "`slope`", "the answer"}, id="2_4_2-trained-values"
    ),
    pytest.param(
        "exercise_3_1_1",
        _two_layers,
        {"`product1`", "`dense1`", "`product2`", "`prediction`", "the answer"},
        id="3_1_1-both-layers",
    ),
    pytest.param("exercise_3_1_2", _layer_of_five, {"`products1`", "`dense1`"}, id="3_1_2-the-layer"),
    pytest.param("exercise_3_1_3", _keras_layers, {"`dense1`"}, id="3_1_3-three-layers"),
    pytest.param("exercise_3_2_1", _errors, {"`dense1`", "`error`"}, id="3_2_1-layers-and-errors"),
    pytest.param("exercise_3_2_2", _classes, {"`dense1`"}, id="3_2_2-layers-and-rows"),
    pytest.param("exercise_3_3_1", _valleys, {"`x_1`", "`x_2`", "the answer"}, id="3_3_1-both-valleys"),
    pytest.param("exercise_3_3_2", _momentum, {"`x_1`", "`x_2`", "the answer"}, id="3_3_2-both-valleys"),
    pytest.param("exercise_3_4_2", _default_data, {"`model`", "`loss_function`"}, id="3_4_2-default-data"),
    pytest.param(
        "exercise_3_4_3",
        _trained_network,
        # `b2` is a single number, and ends in nearly the same place with other data.
        {"`w1`", "`b1`", "`w2`", "`model_predictions`", "the answer"},
        id="3_4_3-trained-values",
    ),
    pytest.param("exercise_4_3_1", _houses, {"`input_fn`"}, id="4_3_1-three-columns"),
]


@pytest.mark.parametrize(("part_id", "write", "about"), CASES)
def test_copied_values_fail(
    part_id: str,
    write: Callable[[Evidence], str],
    about: set[str],
    run_own: RunOwn,
    grade_source: GradeSource,
) -> None:
    """Values copied from the public world pass there, fail in the hidden one, and the message says why."""
    result = grade_source(part_id, write(run_own(part_id)))

    failed = [check for check in result.checks if check.outcome is Outcome.FAILED]
    assert result.outcome is Outcome.FAILED
    assert [check.message for check in failed if not check.message.endswith(DOES_NOT_FOLLOW)] == []
    assert {check.message.split(" is right for")[0] for check in failed} == about


def test_refusing_other_data_fails(run_own: RunOwn, grade_source: GradeSource, course) -> None:
    """Code that only runs with the data that the learner sees is told that it stops with other data."""
    solution = course.part("exercise_2_2_1").solution
    (first, *_) = run_own("exercise_2_2_1", source="print(price[0])").stdout.split()

    result = grade_source("exercise_2_2_1", f"assert price[0] == {first}\n{solution}")

    runs = result.checks[0]
    assert (runs.id, runs.outcome) == ("runs", Outcome.FAILED)
    assert runs.message == "with other data of the same shape the code stops with AssertionError"
    assert result.score < result.max_score
