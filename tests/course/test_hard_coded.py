"""Answers copied from the output instead of computed: right for the data that the learner sees, and not accepted."""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING

import pytest

from grader.checks.output import numbers_in
from grader.evidence import Array, NameProbe
from grader.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.evidence import Evidence
    from tests.support import GradeSource, RunOwn

DOES_NOT_FOLLOW = "does not follow the data: with other data it is wrong"


def _literal(evidence: Evidence, name: str) -> str:
    """Return an expression whose value is the array that `name` was bound to."""
    fact = evidence.fact(NameProbe(name))
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


CASES = [
    pytest.param("exercise_1_1_1", _constants, {"`credit_constant`"}, id="1_1_1-the-whole-table"),
    pytest.param("exercise_1_2_3", _sums, {"`column_sums`", "`row_sums`", "`total`"}, id="1_2_3-three-sums"),
    pytest.param("exercise_1_3_3", _prediction, {"`prediction`", "the answer"}, id="1_3_3-one-number"),
    pytest.param("exercise_2_2_1", _losses, {"`loss`", "the answer"}, id="2_2_1-two-losses"),
    pytest.param("exercise_2_3_1", _prints, {"the answer"}, id="2_3_1-printed-losses"),
    pytest.param(
        "exercise_2_4_2", _trained, {"`intercept`", "`slope`", "the answer"}, id="2_4_2-trained-values"
    ),
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
