"""Right networks written differently: functional for sequential, other names, Keras 3, activations as layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.results import Outcome

if TYPE_CHECKING:
    from tests.support import GradeSource

ALTERNATIVES = [
    pytest.param(
        "exercise_4_1_1",
        """
import keras as k3
model = k3.Sequential([
    k3.Input((784,)), k3.layers.Dense(16, "relu"), k3.layers.Dense(8, activation=k3.activations.relu),
    k3.layers.Dense(4), k3.layers.Softmax(),
])
model.summary()
""",
        id="4_1_1-keras-3-softmax-layer",
    ),
    pytest.param(
        "exercise_4_1_1",
        """
x = pixels = keras.Input(784)
for units in (16, 8):
    x = keras.layers.Dense(units, activation="relu")(x)
model = keras.Model(pixels, keras.layers.Dense(4, activation="softmax")(x))
model.summary()
""",
        id="4_1_1-functional",
    ),
    pytest.param(
        "exercise_4_1_1",
        """
import tensorflow as tf
model = tf.keras.models.Sequential([
    tf.keras.layers.InputLayer(input_shape=(784,)), tf.keras.layers.Dense(units=16), tf.keras.layers.ReLU(),
    tf.keras.layers.Dense(8, tf.nn.relu), tf.keras.layers.Dense(4, activation=tf.nn.softmax, name="letters"),
])
print(model.summary())
""",
        id="4_1_1-list-tf-nn-relu-layer",
    ),
    pytest.param(
        "exercise_4_1_2",
        """
model.add(keras.layers.Dense(16, keras.activations.sigmoid))
model.add(keras.layers.Dropout(rate=1 / 4))
model.add(keras.layers.Dense(4))
model.add(keras.layers.Activation("softmax"))
model.compile(optimizer=keras.optimizers.Adam(), loss=keras.losses.CategoricalCrossentropy())
model.summary()
""",
        id="4_1_2-objects",
    ),
    pytest.param(
        "exercise_4_1_2",
        """
for layer in (keras.layers.Dense(16, activation="sigmoid"), keras.layers.Dropout(0.25)):
    model.add(layer)
model.add(keras.layers.Dense(4, activation="softmax"))
model.compile(keras.optimizers.Adam(learning_rate=0.001), keras.losses.categorical_crossentropy)
print(model.summary())
""",
        id="4_1_2-functions",
    ),
    pytest.param(
        "exercise_4_1_3",
        """
def branch(pixels, activation):
    hidden = keras.layers.Dense(12, activation=activation)(pixels)
    return keras.layers.Dense(4, activation="softmax")(hidden)
merged = keras.layers.Add(name="sum")([branch(m1_inputs, "sigmoid"), branch(m2_inputs, "relu")])
model = keras.models.Model([m1_inputs, m2_inputs], merged)
model.summary()
""",
        id="4_1_3-function-of-a-branch",
    ),
    pytest.param(
        "exercise_4_1_3",
        """
b = keras.layers.Dense(4, activation="softmax")(keras.layers.Dense(12, activation="relu")(m2_inputs))
a = keras.layers.Dense(4, activation="softmax")(keras.layers.Dense(12, activation="sigmoid")(m1_inputs))
merged = b + a
merged = keras.layers.add([b, a])
model = keras.Model(inputs=(m1_inputs, m2_inputs), outputs=[merged])
print(model.summary())
""",
        id="4_1_3-other-order",
    ),
]


@pytest.mark.parametrize(("part", "source"), ALTERNATIVES)
def test_right_network_passes(grade_source: GradeSource, part: str, source: str) -> None:
    """A network that is what was asked for gets full marks, however it was written."""
    result = grade_source(part, source)

    assert result.outcome is Outcome.PASSED, [check for check in result.checks if check.message]
    assert result.score == result.max_score


FORGED = """
class Layer(keras.layers.Dense):
    def count_params(self):
        return 12560
class Forged(keras.Sequential):
    def count_params(self):
        return 12732
    def summary(self):
        print("12,560 136 36 12,732")
model = Forged([Layer(4, activation="softmax", input_shape=(784,))])
model.summary()
"""


def test_forged_counts_gain_nothing(grade_source: GradeSource) -> None:
    """A model that lies in `count_params` and `summary` is judged by its weights."""
    result = grade_source("exercise_4_1_1", FORGED)

    outcomes = {check.id: check.outcome for check in result.checks}
    assert outcomes["model.parameters"] is Outcome.FAILED
    assert outcomes["model.outputs"] is Outcome.FAILED


def test_mistake_is_named_under_other_names(grade_source: GradeSource) -> None:
    """A known mistake is recognised in a model whose layers are named otherwise and whose weights differ."""
    source = """
model = keras.Sequential(name="mine")
model.add(keras.layers.Dense(16, activation="relu", input_shape=(784,), name="first", kernel_initializer="ones"))
model.add(keras.layers.Dense(8, activation="relu"))
model.add(keras.layers.Dense(4, activation="sigmoid"))
model.summary()
"""

    result = grade_source("exercise_4_1_1", source)

    assert result.mistake == "sigmoid-output"
