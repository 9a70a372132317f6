"""Right networks written differently: functional for sequential, other names, Keras 3, activations as layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.results import Outcome

if TYPE_CHECKING:
    from grader.catalogue import Course
    from tests.support import GradeOnce, GradeSource

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
        "exercise_4_1_1",
        """
import keras
pixels = keras.Input(shape=(784,), name="pixels")
hidden = keras.layers.Dense(16, activation="relu")(pixels)
hidden = keras.layers.Dense(8, activation="relu")(hidden)
model = keras.Model(inputs=pixels, outputs=keras.layers.Dense(4, activation="softmax")(hidden))
print(model.summary())
""",
        id="4_1_1-keras-3-functional",
    ),
    pytest.param(
        "exercise_4_1_1",
        """
model = keras.models.Sequential(name="letters")
for units, activation in ((16, keras.activations.relu), (8, "relu"), (4, keras.activations.softmax)):
    model.add(keras.layers.Dense(units=units, activation=activation))
model.build((None, 784))
model.summary()
""",
        id="4_1_1-built-afterwards",
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
        "exercise_4_1_2",
        """
import keras
model = keras.Sequential([
    keras.Input((784,)), keras.layers.Dense(16, "relu"), keras.layers.Dense(16, "sigmoid"),
    keras.layers.Dropout(0.25), keras.layers.Dense(4, "softmax"),
])
model.compile(optimizer="adam", loss="categorical_crossentropy")
model.summary()
""",
        id="4_1_2-keras-3-built-anew",
    ),
    pytest.param(
        "exercise_4_1_2",
        """
x = keras.layers.Dense(16, activation="sigmoid")(model.output)
x = keras.layers.Dropout(0.25)(x)
model = keras.Model(model.input, keras.layers.Dense(4, activation="softmax")(x))
model.compile(loss="categorical_crossentropy", optimizer="Adam")
print(model.summary())
""",
        id="4_1_2-functional-on-what-is-there",
    ),
    pytest.param(
        "exercise_4_1_2",
        """
import tensorflow as tf
layers = tf.keras.layers
model = tf.keras.Sequential([
    *model.layers, layers.Dense(16, tf.nn.sigmoid), layers.Dropout(0.25, seed=1), layers.Dense(4, tf.nn.softmax),
])
model.compile(tf.keras.optimizers.Adam(1e-3), tf.keras.losses.CategoricalCrossentropy(from_logits=False))
model.summary()
""",
        id="4_1_2-layers-taken-over",
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
    pytest.param(
        "exercise_4_1_3",
        """
import keras
m1_inputs, m2_inputs = keras.Input((784,)), keras.Input((784,))
m1_layer1 = keras.layers.Dense(12, activation="sigmoid")(m1_inputs)
m1_layer2 = keras.layers.Dense(4, activation="softmax")(m1_layer1)
m2_layer1 = keras.layers.Dense(12, activation="relu")(m2_inputs)
m2_layer2 = keras.layers.Dense(4, activation="softmax")(m2_layer1)
merged = keras.layers.add([m1_layer2, m2_layer2])
model = keras.Model(inputs=[m1_inputs, m2_inputs], outputs=merged)
print(model.summary())
""",
        id="4_1_3-keras-3-built-anew",
    ),
    pytest.param(
        "exercise_4_1_3",
        """
import tensorflow as tf
Dense = tf.keras.layers.Dense
m1_layer1 = Dense(12, tf.nn.sigmoid, name="left1")(m1_inputs)
m1_layer2 = Dense(4, tf.nn.softmax, name="left2")(m1_layer1)
m2_layer1 = Dense(12, tf.nn.relu, name="right1")(m2_inputs)
m2_layer2 = Dense(4, tf.nn.softmax, name="right2")(m2_layer1)
merged = tf.keras.layers.Add()((m1_layer2, m2_layer2))
model = tf.keras.Model([m1_inputs, m2_inputs], merged, name="both")
model.summary(line_length=100)
""",
        id="4_1_3-prefix-and-positions",
    ),
    pytest.param(
        "exercise_4_1_3",
        """
layers = keras.layers
m1_layer1 = layers.Activation("sigmoid")(layers.Dense(12)(m1_inputs))
m1_layer2 = layers.Softmax()(layers.Dense(4)(m1_layer1))
m2_layer1 = layers.ReLU()(layers.Dense(12)(m2_inputs))
m2_layer2 = layers.Softmax()(layers.Dense(4)(m2_layer1))
merged = layers.add([m1_layer2, m2_layer2])
model = keras.Model([m1_inputs, m2_inputs], merged)
model.summary()
""",
        id="4_1_3-activations-as-layers",
    ),
    pytest.param(
        "exercise_4_1_1",
        """
class Letters(keras.Model):
    def __init__(self):
        super().__init__()
        self.first = keras.layers.Dense(16, activation="relu")
        self.second = keras.layers.Dense(8, activation="relu")
        self.letters = keras.layers.Dense(4, activation="softmax")

    def call(self, pixels):
        return self.letters(self.second(self.first(pixels)))


model = Letters()
model.build((None, 784))
model.summary()
""",
        id="4_1_1-subclassed",
    ),
    pytest.param(
        "exercise_4_2_1",
        """
pixels = keras.Input((784,))
letters = keras.layers.Dense(4, activation="softmax")(keras.layers.Dense(16, activation="relu")(pixels))
model = keras.Model(pixels, letters)
model.compile(optimizer=keras.optimizers.SGD(lr=0.01), loss=keras.losses.CategoricalCrossentropy())
history = model.fit(x=sign_language_features, y=sign_language_labels, epochs=5, verbose=0)
print(history.history["loss"])
""",
        id="4_2_1-functional-history-kept",
        marks=pytest.mark.long,
    ),
    pytest.param(
        "exercise_4_2_1",
        """
import tensorflow as tf
tf.random.set_seed(7)
model = tf.keras.Sequential([tf.keras.layers.Dense(16, tf.nn.relu), tf.keras.layers.Dense(4), tf.keras.layers.Softmax()])
model.compile(loss="categorical_crossentropy", optimizer="sgd")
model.fit(tf.constant(sign_language_features), tf.constant(sign_language_labels), batch_size=64, epochs=5)
""",
        id="4_2_1-no-input-shape-other-batches",
    ),
    pytest.param(
        "exercise_4_2_1",
        """
import tensorflow as tf
model = keras.Sequential()
model.add(keras.layers.Dense(16, activation="relu", input_dim=784))
model.add(keras.layers.Dense(4, activation="softmax"))
model.compile("SGD", "categorical_crossentropy")
examples = tf.data.Dataset.from_tensor_slices((sign_language_features, sign_language_labels)).shuffle(1999).batch(32)
for again in range(2):
    model.fit(examples, epochs=5, verbose=2)
""",
        id="4_2_1-data-set-fitted-twice",
    ),
    pytest.param(
        "exercise_4_2_1",
        """
import keras
model = keras.Sequential()
model.add(keras.Input((784,)))
model.add(keras.layers.Dense(16, activation="relu"))
model.add(keras.layers.Dense(4, activation="softmax"))
model.compile("SGD", loss="categorical_crossentropy")
model.fit(sign_language_features, sign_language_labels, epochs=5)
""",
        id="4_2_1-keras-3",
    ),
    pytest.param(
        "exercise_4_2_1",
        """
import keras as k3
pixels = k3.Input((784,))
model = k3.Model(pixels, k3.layers.Dense(4, k3.activations.softmax)(k3.layers.Dense(16, k3.activations.relu)(pixels)))
model.compile(optimizer=k3.optimizers.SGD(learning_rate=0.01), loss=k3.losses.CategoricalCrossentropy())
history = model.fit(x=sign_language_features, y=sign_language_labels, epochs=5, verbose=2)
""",
        id="4_2_1-keras-3-functional-objects",
        marks=pytest.mark.long,
    ),
    pytest.param(
        "exercise_4_2_2",
        """
pixels = keras.Input(shape=784)
model = keras.Model(pixels, keras.layers.Dense(4, "softmax")(keras.layers.Dense(32, "sigmoid")(pixels)))
model.compile(keras.optimizers.RMSprop(lr=0.001), "categorical_crossentropy", ["acc"])
model.fit(sign_language_features, sign_language_labels, validation_split=0.1, epochs=10, batch_size=16, verbose=0)
""",
        id="4_2_2-functional-acc-other-batches",
    ),
    pytest.param(
        "exercise_4_2_2",
        """
model = keras.Sequential([keras.layers.Dense(32, activation=keras.activations.sigmoid, input_shape=(784,))])
model.add(keras.layers.Dense(4, activation=keras.activations.softmax))
model.compile(optimizer="rmsprop", loss=keras.losses.categorical_crossentropy, metrics=[keras.metrics.CategoricalAccuracy()])
shown, kept = slice(None, 1799), slice(1799, None)
fitted = model.fit(
    sign_language_features[shown], sign_language_labels[shown], epochs=10, verbose=0,
    validation_data=(sign_language_features[kept], sign_language_labels[kept]),
)
""",
        id="4_2_2-validation-data-metric-object",
    ),
    pytest.param(
        "exercise_4_2_2",
        """
import keras as k3
model = k3.Sequential([k3.Input((784,)), k3.layers.Dense(32, "sigmoid"), k3.layers.Dense(4, "softmax")])
model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
model.fit(sign_language_features, sign_language_labels, epochs=10, validation_split=1 / 10, verbose=2)
model.summary()
""",
        id="4_2_2-keras-3",
    ),
    pytest.param(
        "exercise_4_2_2",
        """
import keras as k3
model = k3.models.Sequential()
model.add(k3.layers.Dense(32, activation=k3.activations.sigmoid))
model.add(k3.layers.Dense(4, activation=k3.activations.softmax))
model.compile(k3.optimizers.RMSprop(), k3.losses.CategoricalCrossentropy(), metrics=[k3.metrics.CategoricalAccuracy()])
model.fit(sign_language_features, sign_language_labels, validation_split=0.1, epochs=10, verbose=0)
""",
        id="4_2_2-keras-3-no-input-layer",
        marks=pytest.mark.long,
    ),
    pytest.param(
        "exercise_4_2_3",
        """
model = keras.Sequential([
    keras.layers.Dense(1024, activation="relu", input_shape=(784,)), keras.layers.Dense(4, activation="softmax"),
])
model.compile(optimizer=keras.optimizers.Adam(lr=0.01), loss="categorical_crossentropy", metrics=["acc"])
history = model.fit(sign_language_features, sign_language_labels, epochs=200, validation_split=0.5, verbose=0)
losses, validation_losses = history.history["loss"], history.history["val_loss"]
print(losses[-1], validation_losses[-1])
""",
        id="4_2_3-lr-history-kept",
        marks=pytest.mark.long,
    ),
    pytest.param(
        "exercise_4_2_3",
        """
pixels = keras.Input((784,))
hidden = keras.layers.ReLU()(keras.layers.Dense(1024)(pixels))
model = keras.Model(inputs=pixels, outputs=keras.layers.Dense(4, activation="softmax")(hidden))
model.compile(keras.optimizers.Adam(0.01), "categorical_crossentropy", metrics="accuracy")
model.fit(
    sign_language_features[:25], sign_language_labels[:25], epochs=200, batch_size=25, verbose=0,
    validation_data=(sign_language_features[25:], sign_language_labels[25:]),
)
""",
        id="4_2_3-functional-validation-data",
        marks=pytest.mark.long,
    ),
    pytest.param(
        "exercise_4_2_3",
        """
import tensorflow as tf
keras.utils.set_random_seed(1)
model = keras.Sequential()
model.add(keras.layers.Dense(1024, tf.nn.relu))
model.add(keras.layers.Dense(4, tf.nn.softmax))
model.compile(tf.optimizers.Adam(1e-2), keras.losses.CategoricalCrossentropy(), [keras.metrics.CategoricalAccuracy()])
model.fit(sign_language_features, sign_language_labels, 32, 200, 2, validation_split=0.5)
""",
        id="4_2_3-other-seed-by-position",
        marks=pytest.mark.long,
    ),
    pytest.param(
        "exercise_4_2_3",
        """
import keras
model = keras.Sequential()
model.add(keras.layers.Dense(1024, activation="relu"))
model.add(keras.layers.Dense(4, activation="softmax"))
model.compile(keras.optimizers.Adam(learning_rate=0.01), "categorical_crossentropy", metrics=["accuracy"])
model.fit(sign_language_features, sign_language_labels, epochs=200, validation_split=0.5, verbose=0)
""",
        id="4_2_3-keras-3",
    ),
    pytest.param(
        "exercise_4_2_4",
        """
small_train = small_model.evaluate(train_features, train_labels)
small_test = small_model.evaluate(test_features, test_labels)
large_train = large_model.evaluate(train_features, train_labels)
large_test = large_model.evaluate(test_features, test_labels)
print("Small", small_train, small_test)
print("Large", large_train, large_test)
""",
        id="4_2_4-progress-shown",
    ),
    pytest.param(
        "exercise_4_2_4",
        """
(small_train, small_test), (large_train, large_test) = [
    [model.evaluate(x=x, y=y, batch_size=100, verbose=2) for x, y in ((train_features, train_labels), (test_features, test_labels))]
    for model in (small_model, large_model)
]
for loss in (small_train, small_test, large_train, large_test):
    print(f"{loss:.5f}")
""",
        id="4_2_4-one-batch-in-a-loop",
    ),
    pytest.param(
        "exercise_4_2_4",
        """
import tensorflow as tf
def loss(model, features, labels):
    return tf.reduce_mean(keras.losses.categorical_crossentropy(labels, model.predict(features, verbose=0)))
small_train, small_test = loss(small_model, train_features, train_labels), loss(small_model, test_features, test_labels)
large_train, large_test = loss(large_model, train_features, train_labels), loss(large_model, test_features, test_labels)
tf.print(small_train, small_test, large_train, large_test)
""",
        id="4_2_4-by-hand",
    ),
    pytest.param(
        "exercise_4_2_4",
        """
import numpy as np
losses = {}
for size, model in {"small": small_model, "large": large_model}.items():
    for name, features, labels in (("train", train_features, train_labels), ("test", test_features, test_labels)):
        losses[size, name] = model.test_on_batch(features, labels)
small_train, small_test = losses["small", "train"], losses["small", "test"]
large_train, large_test = losses["large", "train"], losses["large", "test"]
print(np.round([small_train, small_test], 6), np.round([large_train, large_test], 6))
""",
        id="4_2_4-dictionary-kept-losses",
    ),
]


def test_every_network_has_alternatives(course: Course) -> None:
    """At least three other right networks stand for each part of lessons 4.1 and 4.2."""
    parts = [alternative.values[0] for alternative in ALTERNATIVES]

    assert set(parts) == {*course.resolve("exercise_4_1"), *course.resolve("exercise_4_2")}
    assert min(parts.count(part) for part in parts) >= 3


def submission_of(part: str, source: str) -> tuple[str, str]:
    """Return a part and an answer to it."""
    return part, source


@pytest.mark.parametrize(("part", "source"), ALTERNATIVES)
def test_right_network_passes(grade_once: GradeOnce, part: str, source: str) -> None:
    """A network that is what was asked for gets full marks, however it was written."""
    result = grade_once(part, source)

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


def test_forged_training_gains_little(grade_source: GradeSource) -> None:
    """A history that was written by hand does not make the model know a letter."""
    source = """
model = keras.Sequential([
    keras.layers.Dense(16, activation="relu", input_shape=(784,)), keras.layers.Dense(4, activation="softmax"),
])
model.compile("SGD", loss="categorical_crossentropy")
model.fit(sign_language_features[:1], sign_language_labels[:1], epochs=5)
model.history.history["loss"] = [1.2, 0.9, 0.7, 0.6, 0.5]
"""

    result = grade_source("exercise_4_2_1", source)

    outcomes = {check.id: check.outcome for check in result.checks}
    assert outcomes["model.learned"] is Outcome.FAILED
    assert result.outcome is Outcome.FAILED


def test_training_mistake_is_named_under_other_weights(grade_source: GradeSource) -> None:
    """A known mistake is recognised whatever the random weights were."""
    source = """
keras.utils.set_random_seed(3)
model = keras.Sequential([
    keras.layers.Dense(32, activation="sigmoid", input_shape=(784,)), keras.layers.Dense(4, activation="softmax"),
])
model.compile("RMSprop", "categorical_crossentropy", ["accuracy"])
model.fit(sign_language_features, sign_language_labels, epochs=10, validation_split=0.2)
"""

    result = grade_source("exercise_4_2_2", source)

    assert result.mistake == "fifth-held-back"
