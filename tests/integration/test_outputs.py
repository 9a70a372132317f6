"""What a network makes of inputs is the same whether a worker rebuilds it or its matrices are multiplied here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy as np
import pytest

from grader.evidence import Array, Cell, Model, NameProbe, OutputsProbe, Probe
from grader.limits import TRAINING
from grader.sandbox.forward import plain_outputs
from grader.sandbox.supervisor import Job, Supervisor

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from grader.evidence import Evidence, Fact

SETUP = """
import numpy as np
import tensorflow as tf
features = 3 * np.random.RandomState(1).randn(300, 12)
pictures = np.random.RandomState(2).randn(300, 3, 4).astype(np.float32)
"""

CELL = """
def made(keras, scale, *layers):
    model = keras.Sequential(layers)
    for weights in model.weights:
        weights.assign(scale * np.random.RandomState(weights.shape[0]).randn(*weights.shape))
    return model

keras = tf.keras
layers = keras.layers
plain_0 = made(keras, 1, layers.Dense(5, "relu", input_shape=(12,)), layers.Dense(4, "softmax"))
plain_1 = made(keras, 1, layers.Input((12,)), layers.Dense(7, "tanh"), layers.Dropout(0.5), layers.Dense(3, "sigmoid"))
plain_2 = made(keras, 40, layers.Dense(6, input_shape=(12,), use_bias=False), layers.Activation("sigmoid"))
plain_3 = made(keras, 40, layers.Dense(6, input_shape=(12,), activation=tf.nn.softmax))
inputs = keras.Input((12,))
plain_4 = keras.Model(inputs, layers.Dense(2)(layers.Dropout(0.2)(layers.Dense(9, activation=keras.activations.relu)(inputs))))

class Own(keras.Model):
    def __init__(self):
        super().__init__()
        self.first, self.second = layers.Dense(8, "relu"), layers.Dense(4, "softmax")
    def call(self, inputs):
        return self.second(self.first(inputs))

plain_5 = Own()
plain_5(tf.constant(features, tf.float32))
flat_0 = made(keras, 1, layers.Flatten(input_shape=(3, 4)), layers.Dense(4, "softmax"))

both = layers.Dense(4)(inputs)
other_0 = keras.Model(inputs, layers.Add()([both, layers.Dense(4)(inputs)]))
other_1 = made(keras, 1, layers.Dense(4, "elu", input_shape=(12,)))
other_2 = made(keras, 1, layers.Dense(4, input_shape=(12,)), layers.BatchNormalization())
other_3 = keras.Model(inputs, layers.Dense(4)(layers.Reshape((4, 3))(inputs)))
shared = layers.Dense(12)
other_4 = keras.Model(inputs, shared(shared(inputs)))
other_5 = keras.Model(inputs, layers.Dense(1200)(inputs))

import keras as keras_3
three_0 = made(keras_3, 1, keras_3.layers.Input((12,)), keras_3.layers.Dense(5, "relu"), keras_3.layers.Dense(4, "softmax"))
three_inputs = keras_3.Input((12,))
three_1 = keras_3.Model(three_inputs, keras_3.layers.Dense(3, "sigmoid")(keras_3.layers.Dropout(0.1)(three_inputs)))
"""
PLAIN = [f"plain_{number}" for number in range(6)] + ["flat_0", "three_0", "three_1"]
OTHER = [f"other_{number}" for number in range(6)]


def _job(*probes: Probe, cell: str | None = None) -> Job:
    return Job(
        cells=() if cell is None else (Cell(cell),),
        setup=SETUP,
        files=(),
        probes=probes,
        seed=7,
        limits=TRAINING,
    )


@pytest.fixture(scope="module")
def described(supervisor: Supervisor) -> Evidence:
    """The networks and their inputs as facts."""
    names = [*PLAIN, *OTHER, "features", "pictures"]
    evidence = supervisor.run(_job(*map(NameProbe, names), cell=CELL))
    assert evidence.error is None
    return evidence


@pytest.fixture(scope="module")
def rebuilt(supervisor: Supervisor, described: Evidence) -> dict[str, Fact]:
    """What a worker computes for each of the plain networks."""
    probes = [OutputsProbe(name, _fed(name), _network(described, name)) for name in PLAIN]
    return dict(zip(PLAIN, supervisor.run(_job(*probes)).facts, strict=True))


def _fed(name: str) -> str:
    return "pictures" if name.startswith("flat") else "features"


def _network(described: Evidence, name: str) -> Model:
    network = described.fact(NameProbe(name))
    assert isinstance(network, Model)
    return network


def _features(described: Evidence, name: str) -> Array:
    features = described.fact(NameProbe(_fed(name)))
    assert isinstance(features, Array)
    return features


def _numbers(fact: Fact | None) -> NDArray[np.generic]:
    assert isinstance(fact, Array)
    numbers = fact.numpy()
    assert numbers is not None
    return numbers


@pytest.mark.parametrize("name", PLAIN)
def test_both_ways_agree(described: Evidence, rebuilt: dict[str, Fact], name: str) -> None:
    """Container, dtype and shape are the same, and the numbers to the rounding of 32 bits."""
    here = plain_outputs(_network(described, name), _features(described, name))

    there = rebuilt[name]
    assert isinstance(there, Array), there
    assert here is not None
    assert (here.container, here.dtype, here.shape) == (there.container, there.dtype, there.shape)
    np.testing.assert_allclose(_numbers(here), _numbers(there), rtol=2e-5, atol=2e-5)
    assert np.ptp(_numbers(here)) > 0.1


@pytest.mark.parametrize("name", OTHER)
def test_other_networks_need_a_worker(described: Evidence, name: str) -> None:
    """What is no chain of plain layers, or too wide, is not computed here."""
    assert plain_outputs(_network(described, name), _features(described, name)) is None


LIES = {
    "units": {"config": '{"units": 6, "activation": "relu"}'},
    "no-units": {"config": '{"activation": "relu"}'},
    "settings-that-are-none": {"config": "[" * 2000},
    "settings-that-are-a-list": {"config": "[]"},
    "activation-that-is-a-list": {"config": '{"units": 5, "activation": ["relu"]}'},
    "unknown-setting": {"config": '{"units": 5, "activation": "relu", "more": 1}'},
    "input-in-the-middle": {"kind": "InputLayer"},
    "no-weights": {"weights": ()},
    "kind": {"kind": "Lambda"},
    "dropout-without-settings": {"kind": "Dropout", "config": ""},
}


@pytest.mark.parametrize("lie", LIES)
@pytest.mark.parametrize("place", [0, 1])
def test_lies_are_left_to_the_worker(described: Evidence, lie: str, place: int) -> None:
    """A description that does not fit together is not computed here, wherever in the network the lie stands."""
    network = _network(described, "plain_0")
    layers = list(network.layers)
    layers[place] = msgspec.structs.replace(layers[place], **LIES[lie])

    outputs = plain_outputs(
        msgspec.structs.replace(network, layers=tuple(layers)), _features(described, "plain_0")
    )

    assert outputs is None


@pytest.mark.parametrize(
    ("dtype", "data"), [("float32", None), ("complex64", None), ("float32", b"\0" * 4), ("float64", b"")]
)
def test_weights_that_are_none(described: Evidence, dtype: str, data: bytes | None) -> None:
    """Weights of another dtype, or without their numbers, are left to the worker; a wrong count of bytes is no array."""
    network = _network(described, "plain_0")
    first, *rest = network.layers
    kernel = msgspec.structs.replace(first.weights[0], dtype=dtype, data=data)
    lying = msgspec.structs.replace(first, weights=(kernel, *first.weights[1:]))

    outputs = plain_outputs(
        msgspec.structs.replace(network, layers=(lying, *rest)), _features(described, "plain_0")
    )

    assert outputs is None
