"""The spec language: what a part's `spec.py` says, as frozen data.

A spec binds `EXERCISE` to an `Exercise`. Everything that it needs is importable from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy as np

from grader.checks import (
    Activations,
    AnyOf,
    AvoidsCall,
    AvoidsOperator,
    Call,
    Calls,
    Check,
    Chooses,
    DrawsFigure,
    DropoutRates,
    Exists,
    HasDtype,
    HasNumber,
    HasParameters,
    HasShape,
    HasValue,
    Imports,
    InRange,
    IsArray,
    IsCompiled,
    IsDataFrame,
    IsDenseOutput,
    IsDifference,
    IsEstimator,
    IsFunction,
    IsModel,
    IsModule,
    IsNumericColumn,
    IsOptimizer,
    IsTensor,
    IsTrained,
    IsVariable,
    LayerOutputs,
    Learned,
    LooksNormal,
    MergesInputs,
    Overfits,
    ParameterCounts,
    PassesNumber,
    PrintsNumbers,
    PrintsText,
    PrintsValue,
    Returns,
    ReturnsOnAverage,
    TrainsEstimators,
)
from grader.evidence import Argument, ArrayValue, Given, Plain, VariableValue
from grader.limits import DEFAULT, TRAINING, Limits

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = [
    "DEFAULT",
    "TRAINING",
    "Activations",
    "AnyOf",
    "AvoidsCall",
    "AvoidsOperator",
    "Call",
    "Calls",
    "Check",
    "Chooses",
    "DrawsFigure",
    "DropoutRates",
    "Equivalent",
    "Exercise",
    "Exists",
    "Given",
    "HasDtype",
    "HasNumber",
    "HasParameters",
    "HasShape",
    "HasValue",
    "Imports",
    "InRange",
    "IsArray",
    "IsCompiled",
    "IsDataFrame",
    "IsDenseOutput",
    "IsDifference",
    "IsEstimator",
    "IsFunction",
    "IsModel",
    "IsModule",
    "IsNumericColumn",
    "IsOptimizer",
    "IsTensor",
    "IsTrained",
    "IsVariable",
    "LayerOutputs",
    "Learned",
    "Limits",
    "LooksNormal",
    "MergesInputs",
    "Mistake",
    "Overfits",
    "ParameterCounts",
    "PassesNumber",
    "PrintsNumbers",
    "PrintsText",
    "PrintsValue",
    "Returns",
    "ReturnsOnAverage",
    "TrainsEstimators",
    "array",
    "call",
    "tensor",
    "variable",
]


class Mistake(msgspec.Struct, frozen=True, kw_only=True):
    """A mistake that learners make: an edit of the reference solution, and what to say about it.

    `replace` is a text that stands in the solution exactly once, and what stands there instead; `also` holds more
    such pairs. `name` is short and lower-case: `mean-absolute-error`.
    """

    name: str
    replace: tuple[str, str]
    also: tuple[tuple[str, str], ...] = ()
    says: str


class Equivalent(msgspec.Struct, frozen=True, kw_only=True):
    """Mutants of the reference solution that are right answers too, and why; for `grade verify`.

    `mutants` are edits as it lists them, without the line: `"print('A:', a) -> print(a)"`.
    """

    mutants: tuple[str, ...]
    because: str


class Exercise(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the course.

    `files` names the data files in the working directory, by their names under `fixtures/`; they are what differs
    in the hidden world. A part whose set-up has its values written in it has a second set-up, `hidden.py`.
    """

    title: str
    checks: tuple[Check, ...]
    mistakes: tuple[Mistake, ...] = ()
    equivalents: tuple[Equivalent, ...] = ()
    files: tuple[str, ...] = ()
    limits: Limits = DEFAULT
    one_world: bool = False
    """Set where no fact that the checks need depends on the data: a hidden world would show nothing."""


def tensor(values: ArrayLike, dtype: str = "float32") -> ArrayValue:
    """Return the argument that is a tensor of `values`."""
    flat = np.asarray(values, dtype)
    return ArrayValue(tuple(flat.ravel().tolist()), flat.shape, dtype, "tensor")


def array(values: ArrayLike, dtype: str = "float32") -> ArrayValue:
    """Return the argument that is a NumPy array of `values`."""
    flat = np.asarray(values, dtype)
    return ArrayValue(tuple(flat.ravel().tolist()), flat.shape, dtype, "ndarray")


def variable(values: ArrayLike, dtype: str = "float32") -> VariableValue:
    """Return the argument that is a fresh `tf.Variable` of `values`."""
    flat = np.asarray(values, dtype)
    return VariableValue(tuple(flat.ravel().tolist()), flat.shape, dtype)


_Literal = bool | int | float | str | None


def call(*args: Argument | _Literal, **keywords: Argument | _Literal) -> Call:
    """Return one call to try; plain Python values may stand for themselves."""
    return Call(
        tuple(_argument(argument) for argument in args),
        tuple((name, _argument(argument)) for name, argument in keywords.items()),
    )


def _argument(value: Argument | _Literal) -> Argument:
    return Plain(value) if value is None or isinstance(value, bool | int | float | str) else value
