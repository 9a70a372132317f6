"""Checks of Keras models, by what they are and not by how they were written.

A layer that only applies an activation, or only says what comes in, is part of the layer before it: `Dense(4)` and
`Softmax()` are one layer, as `Dense(4, activation="softmax")` is.
"""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING, Final

import msgspec

from grader.checks import words
from grader.checks.base import Verdict, failed, passed
from grader.checks.values import NameCheck
from grader.evidence import Layer, Model

if TYPE_CHECKING:
    from grader.evidence import Fact

__all__ = [
    "Activations",
    "DropoutRates",
    "IsCompiled",
    "IsModel",
    "LayerOutputs",
    "MergesInputs",
    "ModelCheck",
    "ParameterCounts",
    "usual",
]

_ACTIVATION_KINDS: Final = {"Activation": "", "Softmax": "softmax", "ReLU": "relu"}
_PLAIN: Final = ("", "linear")
_MOST_WAYS: Final = 50
_SYNONYMS: Final = {
    "acc": "accuracy",
    "categorical_accuracy": "accuracy",
    "mse": "mean_squared_error",
    "mae": "mean_absolute_error",
    "softmax_v2": "softmax",
}


class ModelCheck(NameCheck, frozen=True):
    """About one name that a Keras model is bound to."""

    def judge_fact(self, fact: Fact, reference: Fact) -> Verdict:
        if not isinstance(fact, Model) or not isinstance(reference, Model):
            found = words.kind_of(fact)
            return failed(
                f"expected `{self.name}` to be a Keras model, not {found}",
                expected="a Keras model",
                found=found,
            )
        return self.judge_model(fact, reference)

    def judge_model(self, model: Model, reference: Model) -> Verdict:
        """Judge the model, given the reference solution's."""
        raise NotImplementedError


class IsModel(ModelCheck, frozen=True):
    """The name is bound to a Keras model: sequential, functional or subclassed, of Keras 2 or 3."""

    kind = "model"

    def default_title(self) -> str:
        return f"`{self.name}` is a Keras model"

    def judge_model(self, model: Model, reference: Model) -> Verdict:
        return passed()


class LayerOutputs(ModelCheck, frozen=True):
    """The layers have the output shapes of the reference solution's, in order."""

    kind = "outputs"

    def default_title(self) -> str:
        return f"The layers of `{self.name}` have the right sizes"

    def judge_model(self, model: Model, reference: Model) -> Verdict:
        return _compare(
            self.name,
            "output shapes",
            [_shape(layer) for layer in essential(model)],
            [_shape(layer) for layer in essential(reference)],
        )


class ParameterCounts(ModelCheck, frozen=True):
    """The layers, and the model in all, have as many parameters as the reference solution's, counted from weights."""

    kind = "parameters"

    def default_title(self) -> str:
        return f"`{self.name}` has the right number of parameters"

    def judge_model(self, model: Model, reference: Model) -> Verdict:
        if model.parameters != reference.parameters:
            expected, found = f"{reference.parameters:,}", f"{model.parameters:,}"
            return failed(f"expected {expected} parameters, not {found}", expected=expected, found=found)
        return _compare(
            self.name,
            "parameters",
            [f"{layer.parameters:,}" for layer in essential(model)],
            [f"{layer.parameters:,}" for layer in essential(reference)],
        )


class Activations(ModelCheck, frozen=True):
    """The layers have the activations of the reference solution's, in order."""

    kind = "activations"

    def default_title(self) -> str:
        return f"The layers of `{self.name}` have the right activations"

    def judge_model(self, model: Model, reference: Model) -> Verdict:
        return _compare(self.name, "activations", _activations(model), _activations(reference))


class DropoutRates(ModelCheck, frozen=True):
    """The dropout layers stand where the reference solution's do, with the same rates."""

    kind = "dropout"

    def default_title(self) -> str:
        return f"`{self.name}` has the right dropout"

    def judge_model(self, model: Model, reference: Model) -> Verdict:
        return _compare(self.name, "dropout rates", _rates(model), _rates(reference))


class MergesInputs(ModelCheck, frozen=True):
    """The layers feed each other as the reference solution's do, whatever their names and order."""

    kind = "graph"

    def default_title(self) -> str:
        return f"The layers of `{self.name}` are joined rightly"

    def judge_model(self, model: Model, reference: Model) -> Verdict:
        expected, found = sorted(_paths(reference)), sorted(_paths(model))
        if found == expected:
            return passed()
        return failed(
            f"the layers of `{self.name}` are not joined as expected",
            expected="; ".join(expected),
            found="; ".join(found),
        )


class IsCompiled(ModelCheck, frozen=True):
    """The model is compiled with the reference solution's optimizer, its learning rate, its loss and its metrics."""

    kind = "compiled"

    def default_title(self) -> str:
        return f"`{self.name}` is compiled rightly"

    def judge_model(self, model: Model, reference: Model) -> Verdict:
        if model.optimizer is None or reference.optimizer is None:
            return failed(f"`{self.name}` is not compiled", expected="a compiled model", found="not compiled")
        for what, found, expected in (
            ("optimizer", model.optimizer.kind, reference.optimizer.kind),
            ("loss", usual(model.loss), usual(reference.loss)),
            ("metrics", _list(model.metrics), _list(reference.metrics)),
        ):
            if found != expected:
                return failed(
                    f"expected the {what} to be {expected}, not {found}", expected=expected, found=found
                )
        found_rate = dict(model.optimizer.settings).get("learning_rate", 0.0)
        expected_rate = dict(reference.optimizer.settings).get("learning_rate", 0.0)
        if not abs(found_rate - expected_rate) <= 1e-6 + 1e-4 * expected_rate:  # NaN is no rate either.
            expected, found = words.number(expected_rate), words.number(found_rate)
            return failed(
                f"expected the learning rate to be {expected}, not {found}", expected=expected, found=found
            )
        return passed()


def essential(model: Model) -> tuple[Layer, ...]:
    """Return the layers without those that only say what comes in; an activation layer is put into the one before."""
    layers, parts = _folded(model)
    found: list[Layer] = []
    for place, layer in enumerate(layers):
        if layer.kind == "InputLayer" or place in parts or (layer.kind == "Flatten" and not found):
            continue
        found.append(layer)
    return tuple(found)


def _folded(model: Model) -> tuple[list[Layer], dict[int, int]]:
    """Return the layers with their activations, and which layer each activation layer is now part of, by place."""
    layers = list(model.layers)
    parts: dict[int, int] = {}
    used = collections.Counter(source for layer in layers for source in layer.inputs)
    for place, layer in enumerate(model.layers):
        if layer.kind not in _ACTIVATION_KINDS:
            continue
        # Of a model whose graph is not known, the layers follow one another.
        before = layer.inputs[0] if len(layer.inputs) == 1 else place - 1
        if (
            0 <= before < place
            and len(layer.inputs) <= 1
            and used[before] <= 1
            and layers[before].kind == "Dense"
            and layers[before].activation in _PLAIN
        ):
            activation = _ACTIVATION_KINDS[layer.kind] or layer.activation
            layers[before] = msgspec.structs.replace(layers[before], activation=activation)
            parts[place] = before
    return layers, parts


def _compare(name: str, what: str, found: list[str], expected: list[str]) -> Verdict:
    if found == expected:
        return passed()
    shown_expected, shown_found = ", ".join(expected) or "none", ", ".join(found) or "none"
    if len(found) != len(expected):
        message = f"expected `{name}` to have {len(expected)} layers with {what}, not {len(found)}"
    else:
        place = next(
            place for place, (one, other) in enumerate(zip(found, expected, strict=True)) if one != other
        )
        message = f"expected the {what} of layer {place + 1} of `{name}` to be {expected[place]}, not {found[place]}"
    return failed(message, expected=shown_expected, found=shown_found)


def _shape(layer: Layer) -> str:
    return str(layer.output_shape) if layer.output_shape is not None else "unknown"


def _activations(model: Model) -> list[str]:
    return [usual(layer.activation) or "linear" for layer in essential(model) if layer.kind == "Dense"]


def _rates(model: Model) -> list[str]:
    """Return the rates in order, each with the number of the layer that it follows."""
    return [
        f"{layer.rate:g} after layer {place}"
        for place, layer in enumerate(essential(model))
        if layer.rate is not None
    ]


def _paths(model: Model) -> list[str]:
    """Return every way from an input to the end of the model, as text with the input's number and no names.

    A layer is fed by layers before it; a claim of anything else is left out. Of very many ways some are left out.
    """
    layers, parts = _folded(model)
    feeding = {
        place: tuple(parts.get(source, source) for source in layer.inputs if 0 <= source < place)
        for place, layer in enumerate(layers)
        if place not in parts
    }
    ways: dict[int, list[str]] = {}
    for place, sources in feeding.items():
        layer = layers[place]
        if layer.kind == "InputLayer":
            number = model.inputs.index(place) + 1 if place in model.inputs else 0
            ways[place] = [f"input {number}"]
            continue
        activation = f" {usual(layer.activation)}" if usual(layer.activation) not in _PLAIN else ""
        own = f"{layer.kind} {layer.output_shape}{activation}"
        through = [f"{way} > {own}" for source in sources for way in ways[source]]
        ways[place] = through[:_MOST_WAYS] or [own]
    fed = {source for sources in feeding.values() for source in sources}
    return [way for place in feeding if place not in fed for way in ways[place]]


def usual(name: str) -> str:
    """Return the name that stands for all the names of one loss, metric or activation."""
    return _SYNONYMS.get(name, name)


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(sorted(usual(name) for name in names)) or "none"
