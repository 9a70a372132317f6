"""Turn a live Keras model, of Keras 2 or 3, into facts. What can be counted from weights is not asked of the model."""

from __future__ import annotations

import collections
import json
import math
import sys
from typing import TYPE_CHECKING, Any, Final

import msgspec

from grader import evidence
from grader.evidence.facts import MOST_EPOCHS, MOST_ITEMS, MOST_LAYERS, MOST_TEXT
from grader.sandbox.bases import bases_of, stands_in

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["describe_model", "is_model"]

_WEIGHTS_BYTES: Final = 24 * 1024 * 1024
_PLAIN: Final = (bool, int, float, str, type(None))
_NO_MATTER: Final = ("name", "trainable", "dtype", "batch_input_shape", "batch_shape", "quantization_config")
_NO_MATTER_ENDS: Final = ("_initializer", "_regularizer", "_constraint")
"""Settings that do not change what a layer computes once its weights are known."""

_ACTIVATIONS: Final = {
    "nn.relu": "relu",
    "nn.softmax": "softmax",
    "math.sigmoid": "sigmoid",
    "math.tanh": "tanh",
}
"""TensorFlow's functions that a functional model keeps as layers of their own."""


def is_model(kind: type) -> bool:
    """Tell whether objects of `kind` are Keras models."""
    return any(base.__name__ == "Model" and _of_keras(base) for base in bases_of(kind))


def describe_model(
    model: Any,
    *,
    optimizer: Callable[[Any], evidence.Fact],
    array: Callable[[Any], evidence.Array],
) -> evidence.Model:
    """Return the facts of a model; `optimizer` and `array` describe an optimizer and a variable."""
    joined = _joined(model)
    layers = list(joined.layers)[:MOST_LAYERS]
    places = {id(layer): place for place, layer in enumerate(layers)}
    compiled = optimizer(model.optimizer) if getattr(model, "optimizer", None) is not None else None
    return evidence.Model(
        kind=_kind(type(model)),
        layers=_bounded(tuple(_layer(layer, places, array) for layer in layers)),
        inputs=_places(joined, "inputs", places),
        outputs=() if _shares_layers(joined) else _places(joined, "outputs", places),
        parameters=_parameters(model),
        optimizer=compiled if isinstance(compiled, evidence.Optimizer) else None,
        loss=_meaning(getattr(model, "loss", None)),
        metrics=tuple(_meaning(metric) for metric in _metrics(model)),
        history=_history(model),
    )


def _joined(model: Any) -> Any:
    """Return the model, or where its class joins the layers in code, a functional model of what that code does."""
    if _kind(type(model)) != "subclassed":
        return model
    built = getattr(model, "_build_shapes_dict", None) or {}
    shape: Any = getattr(model, "_build_input_shape", None) or built.get("input_shape")
    try:
        keras = sys.modules[
            next(base.__module__ for base in bases_of(type(model)) if _of_keras(base)).split(".")[0]
        ]
        inputs = keras.Input(tuple(shape)[1:])
        return keras.Model(inputs, model.call(inputs))
    except Exception:  # noqa: BLE001 - it was never built, or does what no layer does
        return model


def _of_keras(kind: type) -> bool:
    return stands_in(kind, "tf_keras", "keras")


def _kind(kind: type) -> Any:
    for base in bases_of(kind):
        if _of_keras(base) and base.__name__ in ("Sequential", "Functional"):
            return base.__name__.lower()
    return "subclassed"


def _layer(layer: Any, places: dict[int, int], array: Callable[[Any], evidence.Array]) -> evidence.Layer:
    kind = next(base.__name__ for base in bases_of(type(layer)) if _of_keras(base))
    activation = _meaning(getattr(layer, "activation", None))
    config = _config(layer)
    if kind == "TFOpLambda":
        activation = _ACTIVATIONS.get(str(layer.get_config().get("function")), "")
        if activation:
            kind, config = "Activation", json.dumps({"activation": activation})
    rate = getattr(layer, "rate", None)
    return evidence.Layer(
        name=str(layer.name),
        kind=kind,
        output_shape=_output_shape(layer),
        parameters=_parameters(layer),
        activation=activation,
        rate=float(rate) if isinstance(rate, int | float) else None,
        inputs=_inputs(layer, places),
        config=config,
        weights=tuple(array(variable) for variable in layer.weights),
    )


def _config(layer: Any) -> str:
    """Return the settings that make the layer what it is; empty where one of them is code."""
    try:
        given = {
            name: setting
            for name, setting in layer.get_config().items()
            if name not in _NO_MATTER and not name.endswith(_NO_MATTER_ENDS)
        }
        config = json.dumps({name: _plain(setting) for name, setting in given.items() if setting is not None})
    except Exception:  # noqa: BLE001 - a learner's own layer may have no settings to show
        return ""
    return config if len(config) <= MOST_TEXT else ""


def _plain(setting: Any) -> Any:
    if type(setting) in _PLAIN:
        return setting
    if isinstance(setting, list | tuple):
        return [_plain(part) for part in setting]
    return float(setting)


def _bounded(layers: tuple[evidence.Layer, ...]) -> tuple[evidence.Layer, ...]:
    """Return the layers, without the weights' numbers where they are too many to send."""
    if sum(len(weight.data or b"") for layer in layers for weight in layer.weights) <= _WEIGHTS_BYTES:
        return layers
    return tuple(
        msgspec.structs.replace(
            layer, weights=tuple(msgspec.structs.replace(weight, data=None) for weight in layer.weights)
        )
        for layer in layers
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


def _places(model: Any, ends: str, places: dict[int, int]) -> tuple[int, ...]:
    """Return where in the model the layers stand that its `ends`, `inputs` or `outputs`, come from."""
    try:
        histories = [tensor._keras_history for tensor in getattr(model, ends) or ()]
    except AttributeError:  # subclassed
        return ()
    layers = [getattr(history, "layer", None) or getattr(history, "operation", None) for history in histories]
    return tuple(places[id(layer)] for layer in layers if id(layer) in places)


def _shares_layers(model: Any) -> bool:
    nodes = [node for level in getattr(model, "_nodes_by_depth", {}).values() for node in level]
    users = collections.Counter(
        id(getattr(node, "layer", None) or getattr(node, "operation", None)) for node in nodes
    )
    return any(uses > 1 for uses in users.values())


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
        (str(name), tuple(float(value) for value in values[:MOST_EPOCHS]))
        for name, values in sorted(recorded.items())[:MOST_ITEMS]
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
