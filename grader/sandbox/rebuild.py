"""Compute what a network makes of inputs, from its layers and weights as data.

Runs in a worker in which no code of the learner's has run, so that what the learner's model says of itself counts for
nothing: a layer is one of Keras's own, made from plain settings, with the weights that came with it.
"""

from __future__ import annotations

import inspect
import json
from typing import TYPE_CHECKING, Any, Final

import tensorflow as tf

if TYPE_CHECKING:
    from grader import evidence

__all__ = ["LAYERS", "compute_outputs"]

LAYERS: Final = frozenset(
    "Activation Add Average AveragePooling2D BatchNormalization Concatenate Conv1D Conv2D Dense Dropout ELU Embedding "
    "Flatten GRU GlobalAveragePooling2D GlobalMaxPooling2D InputLayer LSTM LayerNormalization LeakyReLU MaxPooling2D "
    "Maximum Minimum Multiply Permute PReLU ReLU Rescaling Reshape SimpleRNN Softmax Subtract ZeroPadding2D".split()
)
"""The kinds of layers that are rebuilt: what they compute follows from plain settings and weights."""

_EXAMPLES: Final = 256
"""How many go through the network at a time."""


def compute_outputs(network: evidence.Model, features: Any) -> Any:
    """Return the network's outputs for `features`, as when it predicts: a tensor.

    Raises:
        ValueError: the network cannot be rebuilt; the message says which layer is in the way.
    """
    layers = [_live(layer) for layer in network.layers]
    inputs = tf.convert_to_tensor(features)
    pending = dict(enumerate(layer.weights for layer in network.layers))
    pieces = [
        _forward(network, layers, inputs[first : first + _EXAMPLES], pending)
        for first in range(0, int(inputs.shape[0]), _EXAMPLES)
    ]
    return tf.concat(pieces, axis=0)


def _live(layer: evidence.Layer) -> Any:
    if layer.kind not in LAYERS or not layer.config:
        raise ValueError(f"the layer {layer.name} is of a kind that cannot be rebuilt, {layer.kind}")
    if layer.kind == "InputLayer":
        return None
    kind = getattr(tf.keras.layers, layer.kind)
    accepted = inspect.signature(kind.__init__).parameters
    settings = {name: value for name, value in json.loads(layer.config).items() if name in accepted}
    # Keras takes a mapping for an object and makes it: so code could come in.
    if not all(_is_plain(value) for value in settings.values()):
        raise ValueError(f"the layer {layer.name} has settings that are not plain")
    return kind(**settings)


def _is_plain(value: Any) -> bool:
    return all(map(_is_plain, value)) if isinstance(value, list) else not isinstance(value, dict)


def _forward(
    network: evidence.Model,
    layers: list[Any],
    inputs: Any,
    pending: dict[int, tuple[evidence.Array, ...]],
) -> Any:
    """Return the outputs for one batch; weights in `pending` are set as their layers are built."""
    values: list[Any] = []
    for place, (layer, live) in enumerate(zip(network.layers, layers, strict=True)):
        if live is None:
            values.append(inputs)
            continue
        fed = _fed(network, place, inputs, values)
        value = _predict(live, fed)
        if weights := pending.pop(place, ()):
            _set_weights(live, layer, weights)
            value = _predict(live, fed)
        values.append(value)
    if network.kind == "sequential":
        return values[-1]
    if len(network.inputs) != 1 or len(network.outputs) != 1:
        raise ValueError("the layers are not joined in a way that can be rebuilt: one input, one output")
    return values[network.outputs[0]]


def _predict(live: Any, fed: Any) -> Any:
    """Return what the layer makes of `fed` outside of training."""
    if "training" in inspect.signature(live.call).parameters:
        return live(fed, training=False)
    return live(fed)


def _fed(network: evidence.Model, place: int, inputs: Any, values: list[Any]) -> Any:
    if network.kind == "sequential":
        return values[-1] if values else inputs
    sources = network.layers[place].inputs
    if not sources or not all(0 <= source < place for source in sources):
        raise ValueError(f"what feeds the layer {network.layers[place].name} cannot be rebuilt")
    return values[sources[0]] if len(sources) == 1 else [values[source] for source in sources]


def _set_weights(live: Any, layer: evidence.Layer, weights: tuple[evidence.Array, ...]) -> None:
    arrays = [weight.numpy() for weight in weights]
    if any(array is None for array in arrays):
        raise ValueError(f"the weights of the layer {layer.name} are too large to be looked at")
    live.set_weights(arrays)
