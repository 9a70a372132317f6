"""Compute, on the trusted side, what a plain network makes of inputs, from its layers and weights as data.

Plain is a chain of dense layers, dropout, flattening and activations: a few products of matrices. A worker that rebuilds
the network with Keras (`rebuild.py`) takes some hundred times as long for the same numbers; all others need one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import msgspec
import numpy as np

from grader.errors import EvidenceError
from grader.evidence import Array

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from grader.evidence import Layer, Model

    _Matrix = NDArray[np.float32]

__all__ = ["plain_outputs"]

_MOST_UNITS: Final = 1024
"""Of a layer. Weights can claim more outputs for every example than there is memory for, and nothing bounds it here."""


class _Dense(msgspec.Struct, forbid_unknown_fields=True):
    units: Annotated[int, msgspec.Meta(ge=1, le=_MOST_UNITS)]
    activation: str = "linear"
    use_bias: bool = True


class _Flatten(msgspec.Struct):
    data_format: str = "channels_last"


class _Activation(msgspec.Struct):
    activation: str


def plain_outputs(network: Model, features: Array) -> Array | None:
    """Return the network's outputs for `features`, (examples, ...), as when it predicts; a tensor of float32.

    None where the network is not plain, or what is said of it does not fit together.
    """
    given = features.numpy()
    if given is None or given.dtype.kind != "f" or not given.ndim:
        return None
    if not _is_chain(network):
        return None
    values: _Matrix = given.astype(np.float32)
    with np.errstate(all="ignore"):
        for layer in network.layers:
            outputs = _forward(layer, values)
            if outputs is None:
                return None
            values = outputs
    return Array(
        container="tensor",
        dtype="float32",
        shape=values.shape,
        data=np.ascontiguousarray(values, "<f4").tobytes(),
    )


def _is_chain(network: Model) -> bool:
    """Tell whether the inputs come first, each layer is fed by the one before alone, and the last is the output."""
    kinds = [layer.kind for layer in network.layers]
    if not kinds or "InputLayer" in kinds[1:]:
        return False
    if network.kind == "sequential":
        return True
    last = len(kinds) - 1
    chain = [(), *((place,) for place in range(last))]
    fed = [layer.inputs for layer in network.layers]
    return kinds[0] == "InputLayer" and fed == chain and network.inputs == (0,) and network.outputs == (last,)


def _forward(layer: Layer, values: _Matrix) -> _Matrix | None:
    if layer.kind in _NO_MATTER and layer.config:
        return values
    settings = _settings(layer)
    match settings:
        case _Flatten() if settings.data_format == "channels_last" and values.ndim > 1:
            return values.reshape(len(values), -1)
        case _Activation():
            return _activated(settings.activation, values)
        case _Dense() if values.ndim == 2:  # noqa: PLR2004
            return _dense(layer, settings, values)
    return None


def _settings(layer: Layer) -> _Dense | _Flatten | _Activation | None:
    kind = _KINDS.get(layer.kind)
    try:
        return None if kind is None else msgspec.json.decode(layer.config, type=kind)
    except (msgspec.MsgspecError, RecursionError):
        return None


def _dense(layer: Layer, settings: _Dense, values: _Matrix) -> _Matrix | None:
    shapes = [(values.shape[1], settings.units), *([(settings.units,)] if settings.use_bias else [])]
    if [weight.shape for weight in layer.weights] != shapes:
        return None
    kernel, *bias = map(_numbers, layer.weights)
    if kernel is None:
        return None
    values = values @ kernel
    for numbers in bias:
        if numbers is None:
            return None
        values = values + numbers
    return _activated(settings.activation, values)


def _numbers(weight: Array) -> _Matrix | None:
    try:
        numbers = weight.numpy() if weight.dtype == "float32" else None
    except EvidenceError:
        return None
    return None if numbers is None else numbers.astype(np.float32)


def _activated(activation: str, values: _Matrix) -> _Matrix | None:
    function = _ACTIVATIONS.get(activation)
    return None if function is None else function(values)


def _sigmoid(values: _Matrix) -> _Matrix:
    return np.asarray(1 / (1 + np.exp(-values)), np.float32)


def _softmax(values: _Matrix) -> _Matrix:
    powers = np.exp(values - values.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)


_ACTIVATIONS: Final[dict[str, Callable[[_Matrix], _Matrix]]] = {
    "linear": lambda values: values,
    "relu": lambda values: np.maximum(values, np.float32(0)),
    "sigmoid": _sigmoid,
    "softmax": _softmax,
    "tanh": np.tanh,
}

_NO_MATTER: Final = {"InputLayer", "Dropout"}
"""When a network predicts, they hand on what they get."""

_KINDS: Final[dict[str, type[_Dense | _Flatten | _Activation]]] = {
    "Dense": _Dense,
    "Flatten": _Flatten,
    "Activation": _Activation,
}
