"""Turn a live Keras model, of Keras 2 or 3, into facts. What can be counted from weights is not asked of the model."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from grader import evidence

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["describe_model", "is_model"]

_KERAS: Final = ("tf_keras.", "keras.")
_LAYERS: Final = 200
_EPOCHS: Final = 2000
_WEIGHTS_BYTES: Final = 24 * 1024 * 1024


def is_model(kind: type) -> bool:
    """Tell whether objects of `kind` are Keras models."""
    return any(base.__name__ == "Model" and base.__module__.startswith(_KERAS) for base in kind.__mro__)


def describe_model(
    model: Any,
    *,
    optimizer: Callable[[Any], evidence.Fact],
    array: Callable[[Any], evidence.Array],
) -> evidence.Model:
    """Return the facts of a model; `optimizer` and `array` describe an optimizer and a variable."""
    layers = list(model.layers)[:_LAYERS]
    places = {id(layer): place for place, layer in enumerate(layers)}
    compiled = optimizer(model.optimizer) if getattr(model, "optimizer", None) is not None else None
    weights = tuple(array(variable) for variable in model.weights)
    if sum(len(weight.data or b"") for weight in weights) > _WEIGHTS_BYTES:
        weights = ()
    return evidence.Model(
        kind=_kind(type(model)),
        layers=tuple(_layer(layer, places) for layer in layers),
        inputs=_input_places(model, places),
        parameters=_parameters(model),
        optimizer=compiled if isinstance(compiled, evidence.Optimizer) else None,
        loss=_meaning(getattr(model, "loss", None)),
        metrics=tuple(_meaning(metric) for metric in _metrics(model)),
        history=_history(model),
        weights=weights,
    )


def _kind(kind: type) -> Any:
    for base in kind.__mro__:
        if base.__module__.startswith(_KERAS) and base.__name__ in ("Sequential", "Functional"):
            return base.__name__.lower()
    return "subclassed"


def _layer(layer: Any, places: dict[int, int]) -> evidence.Layer:
    rate = getattr(layer, "rate", None)
    return evidence.Layer(
        name=str(layer.name),
        kind=next(base.__name__ for base in type(layer).__mro__ if base.__module__.startswith(_KERAS)),
        output_shape=_output_shape(layer),
        parameters=_parameters(layer),
        activation=_meaning(getattr(layer, "activation", None)),
        rate=float(rate) if isinstance(rate, int | float) else None,
        inputs=_inputs(layer, places),
    )


def _parameters(holder: Any) -> int:
    return sum(math.prod(int(side) for side in variable.shape) for variable in holder.weights)


def _output_shape(layer: Any) -> tuple[int | None, ...] | None:
    try:
        shape = layer.output.shape
        return tuple(None if side is None else int(side) for side in shape)
    except (AttributeError, RuntimeError, ValueError, TypeError):  # not built, or used more than once
        return None


def _inputs(layer: Any, places: dict[int, int]) -> tuple[int, ...]:
    found = []
    for node in list(getattr(layer, "_inbound_nodes", ()))[:1]:
        for parent in node.parent_nodes:
            feeding = getattr(parent, "layer", None) or getattr(parent, "operation", None)
            if id(feeding) in places:
                found.append(places[id(feeding)])
    return tuple(found)


def _input_places(model: Any, places: dict[int, int]) -> tuple[int, ...]:
    try:
        histories = [tensor._keras_history for tensor in model.inputs or ()]
    except AttributeError:  # subclassed
        return ()
    layers = [getattr(history, "layer", None) or getattr(history, "operation", None) for history in histories]
    return tuple(places[id(layer)] for layer in layers if id(layer) in places)


def _metrics(model: Any) -> list[Any]:
    try:
        given = (model.get_compile_config() or {}).get("metrics") or []
    except (AttributeError, ValueError, TypeError):
        return []
    return [given] if isinstance(given, str) else list(given)


def _history(model: Any) -> tuple[tuple[str, tuple[float, ...]], ...]:
    recorded = getattr(getattr(model, "history", None), "history", None)
    if not isinstance(recorded, dict):
        return ()
    return tuple(
        (str(name), tuple(float(value) for value in values[:_EPOCHS]))
        for name, values in sorted(recorded.items())
    )


def _meaning(thing: Any) -> str:
    """Return what a loss, metric or activation is called, however it was given: name, function, object, config."""
    if thing is None:
        return ""
    if isinstance(thing, str):
        return thing.lower()
    if isinstance(thing, dict):
        name = (thing.get("config") or {}).get("name") or thing.get("class_name") or ""
        return str(name).lower()
    name = getattr(thing, "name", None) or getattr(thing, "__name__", None) or type(thing).__name__
    return str(name).lower()
