"""Models that say of themselves what is not true: each is judged by its layers and weights, and gains nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.results import Outcome

if TYPE_CHECKING:
    from tests.support import GradeSource

# Built and compiled as the exercise asks, with all the epochs, and of no use: it has seen one picture.
UNTRAINED = """
model = keras.Sequential([
    keras.layers.Dense(16, activation="relu", input_shape=(784,)), keras.layers.Dense(4, activation="softmax"),
])
model.compile("SGD", loss="categorical_crossentropy")
model.fit(sign_language_features[:1], sign_language_labels[:1], epochs=5)
model.history.history["loss"] = [1.2, 0.9, 0.7, 0.6, 0.5]
"""

FORGED = [
    pytest.param("", id="history"),
    pytest.param(
        """
import tensorflow as tf
class Sure(type(model)):
    def call(self, inputs, training=None, mask=None):
        return tf.constant(sign_language_labels)
    __call__ = predict = call
model.__class__ = Sure
""",
        id="call",
    ),
    pytest.param(
        """
import grader.evidence, grader.sandbox.probes, grader.sandbox.worker
honest = grader.sandbox.probes.describe
def describe(value, depth=0):
    return honest(sign_language_labels if "Sequential" in str(type(value)) and depth else value, depth)
grader.sandbox.probes.describe = describe
look = grader.sandbox.worker._look
def lie(probe, names, given, seed):
    if type(probe).__name__ == "OutputsProbe":
        return honest(sign_language_labels)
    return look(probe, names, given, seed)
grader.sandbox.worker._look = lie
""",
        id="patched-probes",
    ),
    pytest.param(
        """
class Telling(keras.layers.Dense):
    def get_config(self):
        return {"units": 4, "activation": "softmax", "kernel_initializer": "ones", "trainable": True, "rate": 1e9}
    def get_weights(self):
        return [sign_language_labels]
model.layers[-1].__class__ = Telling
model.get_weights = lambda: [sign_language_labels]
model.count_params = lambda: 12628
model.summary = lambda *args, **keywords: print("Total params: 12,628")
""",
        id="settings-and-counts",
    ),
]


@pytest.mark.parametrize("forgery", FORGED)
def test_untrained_model_is_seen_through(grade_source: GradeSource, forgery: str) -> None:
    """Whatever stands in for the model's own answers, an untrained model has learned nothing."""
    result = grade_source("exercise_4_2_1", UNTRAINED + forgery)

    outcomes = {check.id: check.outcome for check in result.checks}
    assert outcomes["model.learned"] is Outcome.FAILED
    assert result.outcome is Outcome.FAILED


def test_small_model_says_it_is_large(grade_source: GradeSource) -> None:
    """Parameters are counted from the weights, whatever `count_params` and `summary` say."""
    source = """
model = keras.Sequential([
    keras.layers.Dense(2, activation="relu", input_shape=(784,)), keras.layers.Dense(4, activation="softmax"),
])
for layer, count in zip(model.layers, (12560, 68)):
    layer.count_params = lambda count=count: count
    layer.units = 16
model.count_params = lambda: 12628
model.summary = lambda *args, **keywords: print("Total params: 12,628")
model.compile("SGD", loss="categorical_crossentropy")
model.fit(sign_language_features, sign_language_labels, epochs=5)
model.summary()
"""

    result = grade_source("exercise_4_2_1", source)

    (counted,) = [check for check in result.checks if check.id == "model.parameters"]
    assert counted.outcome is Outcome.FAILED
    assert counted.message == "expected 12,628 parameters, not 1,582"


def test_model_that_breaks_the_rebuilding(grade_source: GradeSource) -> None:
    """A model made to exhaust whoever rebuilds it ends its own check, and nothing else: the grade is given."""
    source = (
        UNTRAINED
        + """
class Vast(keras.layers.Dense):
    def get_config(self):
        return {"units": 10**9, "activation": "relu"}
model.layers[0].__class__ = Vast
"""
    )

    result = grade_source("exercise_4_2_1", source)

    outcomes = {check.id: check.outcome for check in result.checks}
    assert outcomes["model.learned"] is Outcome.FAILED
    assert Outcome.ERRORED not in outcomes.values()
    assert outcomes["model.compiled"] is Outcome.PASSED
