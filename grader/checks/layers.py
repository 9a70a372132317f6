"""Checks of what a layer makes of its inputs, whatever weights it has drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np

from grader.checks import words
from grader.checks.base import Verdict, failed, passed
from grader.checks.compare import as_numbers
from grader.checks.values import NameCheck
from grader.evidence import Evidence, Given, NameProbe

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from grader.evidence import Probe

__all__ = ["IsDenseOutput"]

_RANGES: Final = {"sigmoid": (0.0, 1.0), "relu": (0.0, np.inf), "softmax": (0.0, 1.0)}
_MOST_WORK: Final = 1e10
"""Products of rows and columns: so many take seconds, and no exercise is near."""

_NEAR_ITS_END: Final = 1e-2
"""So near 0 or 1 a 32-bit sigmoid no longer tells what it was computed from."""

_VARIED: Final = 1e-3
"""Inputs that differ by no more in any column need not make outputs differ."""

_LEAST_TOLERANCE: Final = 3e-5
"""What undoing an activation leaves of a 32-bit number, where the sum of products is small."""

_WELL_CONDITIONED: Final = 1e-8
"""The least share of the smallest eigenvalue in the largest: half of the digits are left."""


class IsDenseOutput(NameCheck, frozen=True):
    """The values are what a dense layer with this activation makes of `of`, for some weights and biases.

    Where the activation can be undone, what is left must be a linear function of `of`: the name of the learner's
    inputs, or `Given("name")` for what the set-up gave.
    """

    kind = "dense-output"

    of: str | Given
    activation: Literal["sigmoid", "relu", "softmax"]

    def probes(self) -> tuple[Probe, ...]:
        return (NameProbe(self.name), NameProbe(self._inputs))

    def default_title(self) -> str:
        return f"`{self.name}` is a dense layer with {self.activation} on `{self._inputs}`"

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        verdict = super().judge(evidence, reference)
        if not verdict.passed:
            return verdict
        holder = reference if isinstance(self.of, Given) else evidence
        inputs = _matrix(holder, self._inputs)
        if inputs is None:
            return failed(f"expected `{self._inputs}` to be a matrix of numbers, one row an example")
        outputs = _matrix(evidence, self.name)
        if outputs is None or len(outputs) != len(inputs):
            return failed(
                f"expected `{self.name}` to be a matrix with a row for each row of `{self._inputs}`"
            )
        # Each column of outputs is a problem of least squares of its own.
        if inputs.size * inputs.shape[1] * outputs.shape[1] > _MOST_WORK:
            return failed(f"`{self._inputs}` and `{self.name}` have far more columns than expected")
        return self._judge_values(inputs, outputs)

    @property
    def _inputs(self) -> str:
        return self.of.name if isinstance(self.of, Given) else self.of

    def judge_fact(self, fact: object, reference: object) -> Verdict:
        return passed()

    def _judge_values(self, inputs: NDArray[np.float64], outputs: NDArray[np.float64]) -> Verdict:
        low, high = _RANGES[self.activation]
        outside = outputs[(outputs < low) | (outputs > high)]
        if outside.size:
            bounds = "are never negative" if high == np.inf else "lie between 0 and 1"
            return failed(
                f"the outputs of {self.activation} {bounds}, but `{self.name}` holds {words.number(outside[0])}"
            )
        if self.activation == "softmax" and not np.allclose(outputs.sum(axis=1), 1, atol=1e-4):
            return failed(f"the outputs of softmax add up to 1 in each row; those of `{self.name}` do not")
        if self.activation == "relu":
            # On inputs that are never negative, a layer may have drawn negative weights only.
            right = (outputs.any() or inputs.min(initial=0) >= 0) and _linear_or_zero(inputs, outputs)
        else:
            usable = (outputs > _NEAR_ITS_END) & (outputs < 1 - _NEAR_ITS_END)
            with np.errstate(all="ignore"):
                if self.activation == "sigmoid":
                    undone = np.log(outputs / (1 - outputs))
                else:
                    logs = np.log(outputs)
                    undone = logs - logs.mean(axis=1, keepdims=True)
                    usable &= usable.all(axis=1, keepdims=True)
            undone[~usable] = 0
            right = usable.any() and not _ignores(inputs, undone) and _linear_where(inputs, undone, usable)
        if right:
            return passed()
        return failed(
            f"`{self.name}` is not what a dense layer with {self.activation} makes of `{self._inputs}`, whatever its weights"
        )


def _ignores(inputs: NDArray[np.float64], values: NDArray[np.float64]) -> bool:
    """Tell whether the values are the same for all inputs, which are not."""
    if (values != values[:1]).any():
        return False
    return bool(np.ptp(inputs, axis=0).max(initial=0) > _VARIED)


def _matrix(evidence: Evidence, name: str) -> NDArray[np.float64] | None:
    numbers = as_numbers(evidence.fact(NameProbe(name)))
    if numbers is None or numbers.ndim != 2 or not numbers.size or numbers.dtype.kind not in "fiub":  # noqa: PLR2004
        return None
    matrix = numbers.astype(np.float64)
    return matrix if np.isfinite(matrix).all() else None


def _linear_where(
    inputs: NDArray[np.float64], undone: NDArray[np.float64], usable: NDArray[np.bool_]
) -> bool:
    """Tell whether each column of `undone` is linear in `inputs`, judged by the rows that are usable in it."""
    padded = _with_ones(inputs)
    if (usable == usable[:, :1]).all():  # The same rows for all columns: solved at once.
        return _line(padded, undone, usable[:, 0]) is not None
    # What is found at once, from the rows that are usable in all columns, may hold for the others as well.
    common = usable.all(axis=1)
    line = _normal_line(padded.compress(common, axis=0), undone.compress(common, axis=0))
    if line is not None and _fits(line, padded, undone, usable):
        return True
    return all(
        _line(padded, column, rows) is not None for column, rows in zip(undone.T, usable.T, strict=True)
    )


def _linear_or_zero(inputs: NDArray[np.float64], outputs: NDArray[np.float64]) -> bool:
    """Tell whether each column is linear where it is positive, and 0 only where that line is not positive."""
    padded = _with_ones(inputs)
    whole = _line(padded, np.zeros(len(padded)), np.ones(len(padded), bool))
    for column in outputs.T:
        rows = column > 0
        line = _line(padded, column, rows)
        if line is None or whole is None:
            return False
        # Without enough rows the line is not known elsewhere.
        if rows.sum() > whole.rank and line.rank == whole.rank:
            weights = line.weights
            if np.any(padded[column == 0] @ weights > 10 * _tolerance(padded, weights)):
                return False
    return True


class _Line(NamedTuple):
    weights: NDArray[np.float64]
    rank: int


def _line(
    inputs: NDArray[np.float64], outputs: NDArray[np.float64], chosen: NDArray[np.bool_]
) -> _Line | None:
    """Return the line through the chosen rows, for each column of outputs; None where there is no such line."""
    if not chosen.any():
        return _Line(np.zeros(inputs.shape[1]), 0)
    rows, values = inputs, outputs
    if not chosen.all():
        rows, values = inputs.compress(chosen, axis=0), outputs.compress(chosen, axis=0)
    line = _normal_line(rows, values)
    if line is not None and _fits(line, rows, values):
        return line
    found, _, rank, _ = np.linalg.lstsq(rows, values, rcond=None)
    line = _Line(found.astype(np.float64), int(rank))
    return line if _fits(line, rows, values) else None


def _normal_line(rows: NDArray[np.float64], values: NDArray[np.float64]) -> _Line | None:
    """Return what the normal equations say, several times as fast, or None where they lose too many digits.

    Columns of zeros, as nodes leave that relu keeps silent, take no part.
    """
    with np.errstate(all="ignore"):
        products = rows.T @ rows
        active = np.diag(products) != 0
        products = products[np.ix_(active, active)]
        scale = np.sqrt(np.diag(products))
        if not scale.size or not np.isfinite(products).all():
            return None
        spread, directions = np.linalg.eigh(products / np.outer(scale, scale))
        if spread[0] < _WELL_CONDITIONED * spread[-1]:
            return None
        inverse = (directions / spread) @ directions.T / np.outer(scale, scale)
        weights = np.zeros((len(active), *values.shape[1:]))
        weights[active] = inverse @ (rows.T @ values)[active]
    return _Line(weights, len(scale)) if np.isfinite(weights).all() else None


def _fits(
    line: _Line,
    rows: NDArray[np.float64],
    values: NDArray[np.float64],
    usable: NDArray[np.bool_] | np.bool_ = np.True_,
) -> bool:
    """Tell whether the line goes through the values that are usable, by default all."""
    off = np.abs(rows @ line.weights - values)
    if ((off <= _LEAST_TOLERANCE) | ~usable).all():
        return True
    return bool(((off <= _tolerance(rows, line.weights, usable)) | ~usable).all())


def _with_ones(inputs: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.hstack([inputs, np.ones((len(inputs), 1))])


def _tolerance(
    rows: NDArray[np.float64], weights: NDArray[np.float64], usable: NDArray[np.bool_] | np.bool_ = np.True_
) -> NDArray[np.float64]:
    """Return by how much 32-bit arithmetic, and undoing the activation, may move a sum of products: of each column."""
    sums: NDArray[np.float64] = (np.abs(rows) @ np.abs(weights)) * usable
    return np.asarray(_LEAST_TOLERANCE + 2e-6 * sums.max(axis=0, initial=0))
