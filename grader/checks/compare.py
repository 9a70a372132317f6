"""When two facts are the same answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from grader.evidence import (
    Array,
    Callable,
    Fact,
    Figures,
    Mapping,
    Model,
    Optimizer,
    Raised,
    Scalar,
    Sequence,
    Table,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from grader.evidence import Parameter

__all__ = ["alike", "as_numbers", "close", "first_difference", "same"]

_RTOL = 1e-5
_ATOL = 1e-8


def as_numbers(fact: Fact) -> NDArray[np.generic] | None:
    """Return the numbers that `fact` holds in whatever container, or None where it holds none.

    Python numbers, NumPy arrays, tensors, variables, Series, and lists of these count as the same numbers.
    """
    match fact:
        case Array():
            return fact.numpy()
        case Scalar(value=bool() | int() | float() as value):
            return np.asarray(value)
        case Sequence():
            items = [as_numbers(item) for item in fact.items]
            if len(items) != fact.length or any(item is None for item in items):
                return None
            try:
                return np.array(items)
            except ValueError:  # ragged
                return None
        case _:
            return None


def close(found: NDArray[np.generic], expected: NDArray[np.generic], *, rtol: float, atol: float) -> bool:
    """Tell whether two arrays have one shape and values within `atol + rtol * |expected|`; NaN equals NaN."""
    if found.shape != expected.shape:
        return False
    return bool(np.all(_near(found, expected, rtol=rtol, atol=atol)))


def first_difference(
    found: NDArray[np.generic], expected: NDArray[np.generic], *, rtol: float, atol: float
) -> tuple[int, ...]:
    """Return the index of the first element in which two arrays of one shape differ by more than the tolerance."""
    return tuple(int(side) for side in np.argwhere(~_near(found, expected, rtol=rtol, atol=atol))[0])


def _near(
    found: NDArray[np.generic], expected: NDArray[np.generic], *, rtol: float, atol: float
) -> NDArray[np.bool_]:
    if found.dtype.kind in "bui" and expected.dtype.kind in "bui":
        return np.asarray(found == expected)
    wide = complex if "c" in (found.dtype.kind, expected.dtype.kind) else float
    with np.errstate(all="ignore"):
        return np.asarray(
            np.isclose(found.astype(wide), expected.astype(wide), rtol=rtol, atol=atol, equal_nan=True)
        )


def same(one: Fact | None, other: Fact | None, *, rtol: float = _RTOL, atol: float = _ATOL) -> bool:
    """Tell whether two facts describe the same thing: kinds and names exactly, numbers within tolerance."""
    match one, other:
        case Array(), Array():
            mine, yours = one.numpy(), other.numpy()
            if (one.container, one.dtype, one.shape) != (other.container, other.dtype, other.shape):
                return False
            if mine is None or yours is None:
                return mine is yours
            return close(mine, yours, rtol=rtol, atol=atol)
        case Scalar(value=float() as mine_value), Scalar(value=float() as your_value):
            return close(np.asarray(mine_value), np.asarray(your_value), rtol=rtol, atol=atol)
        case Sequence(), Sequence():
            return (one.type, one.length) == (other.type, other.length) and all(
                same(mine, yours, rtol=rtol, atol=atol)
                for mine, yours in zip(one.items, other.items, strict=False)
            )
        case Mapping(), Mapping():
            return one.length == other.length and all(
                my_key == your_key and same(mine, yours, rtol=rtol, atol=atol)
                for (my_key, mine), (your_key, yours) in zip(one.items, other.items, strict=False)
            )
        case Optimizer(), Optimizer():
            return (one.kind, one.steps) == (other.kind, other.steps) and _same_settings(one, other)
        case Model(), Model():
            return _same_models(one, other)
        case Callable(), Callable():
            return _same_parameters(one.parameters, other.parameters)
        case Raised(), Raised():
            return one.type == other.type
        case Figures(), Figures():
            return one.count == other.count and all(
                len(mine.lines) == len(yours.lines)
                and len(mine.scatters) == len(yours.scatters)
                and all(
                    same(my_points, your_points, rtol=rtol, atol=atol)
                    for my_points, your_points in zip(
                        (*mine.scatters, *mine.lines), (*yours.scatters, *yours.lines), strict=True
                    )
                )
                for mine, yours in zip(one.figures, other.figures, strict=False)
            )
        case Table(), Table():
            return one == other
        case _:
            return one == other


def alike(one: Fact, other: Fact, *, rtol: float = _RTOL, atol: float = _ATOL) -> bool:
    """Tell whether two facts are the same answer: the same numbers in whatever container, at every depth."""
    mine, yours = as_numbers(one), as_numbers(other)
    if mine is not None and yours is not None:
        return close(mine, yours, rtol=rtol, atol=atol)
    match one, other:
        case Sequence(), Sequence():
            return one.length == other.length and all(
                alike(my_item, your_item, rtol=rtol, atol=atol)
                for my_item, your_item in zip(one.items, other.items, strict=False)
            )
        case Mapping(), Mapping():
            left, right = dict(one.items), dict(other.items)
            return left.keys() == right.keys() and all(
                alike(left[key], right[key], rtol=rtol, atol=atol) for key in left
            )
        case _:
            return same(one, other, rtol=rtol, atol=atol)


def _same_models(one: Model, other: Model) -> bool:
    """Tell whether two models are built, compiled and trained alike; names, weights and losses are their own."""

    def built(model: Model) -> list[tuple[object, ...]]:
        return [
            (layer.kind, layer.output_shape, layer.parameters, layer.activation, layer.rate)
            for layer in model.layers
            if layer.kind != "InputLayer"
        ]

    def recorded(model: Model) -> list[tuple[str, int]]:
        return [(name, len(values)) for name, values in model.history]

    joined = one.kind != other.kind or (
        [layer.inputs for layer in one.layers] == [layer.inputs for layer in other.layers]
        and one.inputs == other.inputs
    )
    mine, yours = one.optimizer, other.optimizer
    optimized = mine is yours or (
        mine is not None
        and yours is not None
        and (mine.kind, mine.steps) == (yours.kind, yours.steps)
        and _same_settings(mine, yours)
    )
    return (
        built(one) == built(other)
        and joined
        and optimized
        and (one.loss, sorted(one.metrics)) == (other.loss, sorted(other.metrics))
        and recorded(one) == recorded(other)
    )


def _same_settings(one: Optimizer, other: Optimizer) -> bool:
    mine, yours = dict(one.settings), dict(other.settings)
    return mine.keys() == yours.keys() and all(
        close(np.asarray(mine[name]), np.asarray(yours[name]), rtol=_RTOL, atol=_ATOL) for name in mine
    )


def _same_parameters(one: tuple[Parameter, ...] | None, other: tuple[Parameter, ...] | None) -> bool:
    if one is None or other is None:
        return one is other
    return len(one) == len(other) and all(
        mine.kind == yours.kind and same(mine.default, yours.default)
        for mine, yours in zip(one, other, strict=True)
    )
