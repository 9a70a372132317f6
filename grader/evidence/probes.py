"""Requests for facts: what the worker is to look at when the learner's code has run. Plain data, no answers."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from grader.evidence.facts import Model

__all__ = [
    "Argument",
    "ArrayValue",
    "CallProbe",
    "EstimatorsProbe",
    "FiguresProbe",
    "Given",
    "NameProbe",
    "OutputsProbe",
    "Plain",
    "Probe",
    "VariableValue",
]


class _Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag=True, tag_field="probe"):
    """Decodes strictly, compares by value, serves as a key."""


class Plain(_Request, frozen=True, tag="plain"):
    """A number, a string, or None."""

    value: bool | int | float | str | None


class ArrayValue(_Request, frozen=True, tag="array"):
    """An array made in the worker: `values` in C order, of `shape` and of NumPy dtype `dtype`."""

    values: tuple[bool | int | float, ...]
    shape: tuple[int, ...]
    dtype: str = "float32"
    container: Literal["tensor", "ndarray"] = "tensor"


class VariableValue(_Request, frozen=True, tag="variable"):
    """A fresh `tf.Variable` holding `values`, in C order, of `shape`."""

    values: tuple[bool | int | float, ...]
    shape: tuple[int, ...]
    dtype: str = "float32"


class Given(_Request, frozen=True, tag="given"):
    """What the set-up bound to `name`, whatever the learner's code did to that name later."""

    name: str


Argument: TypeAlias = Plain | ArrayValue | VariableValue | Given


class NameProbe(_Request, frozen=True, tag="name"):
    """Describe what `name` is bound to after the last cell."""

    name: str


class CallProbe(_Request, frozen=True, tag="call"):
    """Call the function bound to `function` and describe what it returns."""

    function: str
    args: tuple[Argument, ...] = ()
    keywords: tuple[tuple[str, Argument], ...] = ()


class FiguresProbe(_Request, frozen=True, tag="figures"):
    """Describe and render the matplotlib figures that the code drew."""


class EstimatorsProbe(_Request, frozen=True, tag="estimators"):
    """Describe the estimators that were trained, from their checkpoints in the run's folder."""


class OutputsProbe(_Request, frozen=True, tag="outputs"):
    """Describe what the Keras model bound to `model` makes of what the set-up bound to `features`.

    It is computed from the model as data, `network`, in a worker that does not run the learner's code; the worker that
    does is never asked.
    """

    model: str
    features: str
    network: Model | None = None


Probe: TypeAlias = NameProbe | CallProbe | FiguresProbe | EstimatorsProbe | OutputsProbe
