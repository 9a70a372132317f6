"""Models as data: what a worker computes from layers and weights is what the model itself would say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy as np
import pytest

from grader.checks.compare import as_numbers
from grader.evidence import CallProbe, Cell, Fact, Given, Missing, Model, NameProbe, OutputsProbe, Raised
from grader.limits import DEFAULT
from grader.sandbox.supervisor import Job

if TYPE_CHECKING:
    from grader.evidence import Probe
    from grader.sandbox.supervisor import Supervisor

SETUP = """
import numpy as np, tensorflow as tf
from tensorflow import keras
x = np.random.default_rng(3).random((300, 12), np.float32)
pictures = x.repeat(12, axis=1).reshape(300, 12, 12, 1)
words = (x * 9).astype("int32")
"""

REBUILT = [
    pytest.param(
        "model = keras.Sequential([keras.layers.Dense(5, 'relu'), keras.layers.Dropout(0.5), keras.layers.Dense(3, 'softmax')])",
        "x",
        id="sequential",
    ),
    pytest.param(
        "model = keras.Sequential([keras.Input((12,)), keras.layers.Dense(5), keras.layers.ReLU(), keras.layers.Dense(3), "
        "keras.layers.Softmax()])",
        "x",
        id="activations-as-layers",
    ),
    pytest.param(
        "i = keras.Input((12,)); h = keras.layers.Dense(12, 'tanh', use_bias=False)(i)\n"
        "model = keras.Model(i, keras.layers.Concatenate()([keras.layers.Add()([i, h]), h]))",
        "x",
        id="functional",
    ),
    pytest.param(
        "i = keras.Input((12,)); model = keras.Model(i, tf.nn.softmax(keras.layers.Dense(4)(i)))",
        "x",
        id="functional-with-a-tensorflow-function",
    ),
    pytest.param(
        """
class Mine(keras.Model):
    def __init__(self):
        super().__init__()
        self.out = keras.layers.Dense(3, activation="softmax")
        self.hidden = keras.layers.Dense(6, activation="sigmoid")
    def call(self, inputs):
        return self.out(self.hidden(inputs))
model = Mine()
""",
        "x",
        id="subclassed",
    ),
    pytest.param(
        "model = keras.Sequential([keras.layers.Rescaling(0.5), keras.layers.Conv2D(4, 3, activation='relu'), "
        "keras.layers.BatchNormalization(momentum=0.5), keras.layers.MaxPooling2D(), keras.layers.Flatten(), "
        "keras.layers.Dense(2)])",
        "pictures",
        id="pictures",
    ),
    pytest.param(
        "model = keras.Sequential([keras.layers.Embedding(9, 4), keras.layers.LSTM(5), keras.layers.Dense(2)])",
        "words",
        id="words",
    ),
    pytest.param(
        "import keras as k3\nmodel = k3.Sequential([k3.layers.Dense(5, 'relu'), k3.layers.BatchNormalization(), "
        "k3.layers.Dense(3, 'softmax')])",
        "x",
        id="keras-3",
    ),
    pytest.param(
        "import keras as k3\ni = k3.Input((12,)); h = k3.layers.Dense(12, 'relu')(i)\n"
        "model = k3.Model(i, k3.layers.Dense(2)(k3.layers.Add()([i, h])))",
        "x",
        id="keras-3-functional",
    ),
]
TRAINED = """
model.compile("sgd", "mse")
model.fit({data}, np.zeros(model({data}).shape), epochs=1, verbose=0)
def predict(inputs):
    return np.asarray(model(inputs, training=False))
"""


def _job(source: str, *probes: Probe) -> Job:
    cells = (Cell(source),) if source else ()
    return Job(cells=cells, setup=SETUP, files=(), probes=probes, seed=7, limits=DEFAULT)


def _described(supervisor: Supervisor, source: str) -> Model:
    evidence = supervisor.run(_job(source, NameProbe("model")))
    assert evidence.error is None, evidence.error
    fact = evidence.fact(NameProbe("model"))
    assert isinstance(fact, Model)
    return fact


def _computed(supervisor: Supervisor, network: Model | None, features: str) -> Fact:
    probe = OutputsProbe("model", features, network)
    return supervisor.run(_job("", probe)).fact(probe)


@pytest.mark.parametrize(("source", "data"), REBUILT)
def test_rebuilt(supervisor: Supervisor, source: str, data: str) -> None:
    """A trained model of every make gives the same outputs from its layers and weights as data."""
    own = CallProbe("predict", (Given(data),))
    evidence = supervisor.run(_job(source + TRAINED.format(data=data), NameProbe("model"), own))
    assert evidence.error is None, evidence.error
    network = evidence.fact(NameProbe("model"))
    assert isinstance(network, Model)

    found = as_numbers(_computed(supervisor, network, data))

    expected = as_numbers(evidence.fact(own))
    assert found is not None
    assert expected is not None
    assert expected.std() > 0
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param(
            "model = keras.Sequential([keras.layers.Dense(3), keras.layers.Lambda(lambda v: v * 2)])",
            "of a kind that cannot be rebuilt, Lambda",
            id="lambda",
        ),
        pytest.param(
            "model = keras.Sequential([keras.layers.Dense(3, activation=lambda v: v * 2)])",
            "",
            id="activation-of-ones-own",
        ),
        pytest.param(
            "class Mine(keras.layers.Dense):\n    def get_config(self):\n        return {'units': object()}\n"
            "model = keras.Sequential([Mine(3)])",
            "of a kind that cannot be rebuilt, Dense",
            id="settings-that-are-no-data",
        ),
        pytest.param(
            "i = keras.Input((12,)); d = keras.layers.Dense(12); model = keras.Model(i, d(d(i)))",
            "one input, one output",
            id="shared-layer",
        ),
        pytest.param(
            "class Mine(keras.Model):\n    def __init__(self):\n        super().__init__()\n"
            "        self.a = keras.layers.Dense(3)\n    def call(self, v):\n        return self.a(tf.math.sin(v))\n"
            "model = Mine()",
            "of a kind that cannot be rebuilt, TFOpLambda",
            id="own-code",
        ),
    ],
)
def test_not_rebuilt(supervisor: Supervisor, source: str, reason: str) -> None:
    """What a model computes in code of its own is no data: it is not guessed, and the reason is given."""
    network = _described(supervisor, f"{source}\nmodel(x)")

    fact = _computed(supervisor, network, "x")

    assert isinstance(fact, Raised)
    assert reason in fact.message


def test_claims_are_bounded(supervisor: Supervisor) -> None:
    """A model that says what cannot be true harms nothing: the run fails, and tells nothing."""
    network = _described(supervisor, "model = keras.Sequential([keras.layers.Dense(3)])\nmodel(x)")
    (layer,) = network.layers
    huge = msgspec.structs.replace(layer, config='{"units": 1000000000000}')
    code = msgspec.structs.replace(layer, config='{"units": 3, "activation": "__import__"}')
    looped = msgspec.structs.replace(layer, inputs=(0,))

    for claimed, kind in ((huge, "sequential"), (code, "sequential"), (looped, "functional")):
        lying = Model(kind=kind, layers=(claimed,), inputs=(0,), outputs=(0,), parameters=39)  # type: ignore[arg-type]
        assert isinstance(_computed(supervisor, lying, "x"), Raised | Missing)


@pytest.mark.parametrize(
    "setting",
    [
        '{"class_name": "__lambda__", "config": {"value": "4wEA"}}',
        '{"module": "pickle", "class_name": "function", "config": "loads", "registered_name": "loads"}',
        '[{"class_name": "Lambda", "config": {}}]',
    ],
)
def test_settings_that_are_objects(supervisor: Supervisor, setting: str) -> None:
    """A setting that Keras would make an object of is refused: code could come with it."""
    network = _described(supervisor, "model = keras.Sequential([keras.layers.Dense(3)])\nmodel(x)")
    (layer,) = network.layers
    claimed = msgspec.structs.replace(layer, config=f'{{"units": 3, "kernel_initializer": {setting}}}')

    fact = _computed(supervisor, msgspec.structs.replace(network, layers=(claimed,)), "x")

    assert isinstance(fact, Raised)
    assert "has settings that are not plain" in fact.message


def test_without_a_network(supervisor: Supervisor) -> None:
    """A worker that is given no network computes nothing, whatever is bound to the name."""
    probe = OutputsProbe("model", "x")

    evidence = supervisor.run(_job("model = keras.Sequential([keras.layers.Dense(3)])\nmodel(x)", probe))

    assert evidence.fact(probe) == Missing()
