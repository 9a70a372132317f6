"""The course's TensorFlow 2.0 interface on a current TensorFlow. Imported first in the zygote; runs no op.

What the course uses and TensorFlow 2.21 lacks comes from two packages and a few stand-ins:

- `tf_keras` (Keras 2) behind `tf.keras`, with its legacy optimizers under the plain names: they have
  `minimize(lambda: ..., var_list=[...])`, take `lr=`, and serve variables that they have not met before;
- `tensorflow_estimator` 2.15, whose imports of removed TensorFlow modules are met by stand-ins.

Keras's input pipelines do not tune themselves: with one thread there is nothing to tune, and the end of each of an epoch's
pipelines waits for its tuner, which looks at its clock every 10 ms. Two hundred epochs on 25 pictures took 3.9 to 5.4 s
with it, and 3.4 to 3.9 s without.

An op that is called is run as it is. By default TensorFlow makes a function of one op of it, builds that function's graph and
optimizes it: 0.3 ms for each kind of op, again each time that a seed is set, and nothing that such a graph could gain.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import sys
import types
import warnings
from typing import Any, Final

__all__ = ["load", "load_kernel"]

_KERNEL: Final = ("grader.notebook_format", "grader.sandbox.jupyter", "grader.sandbox.client")
"""In this order: the first makes the last's import quick."""

_LATE: Final = (
    "tf_keras.src.engine.base_layer_v1",
    "tensorflow.python.data.ops.concatenate_op",
    "tensorflow.python.data.ops.flat_map_op",
    "tensorflow.python.data.ops.zip_op",
    "google.protobuf.descriptor_pb2",
)
"""What the course's code would have imported in each run: found by `tests/integration/test_zygote.py`."""

_OPTIMIZERS: Final = ("Adadelta", "Adagrad", "Adam", "Adamax", "Ftrl", "Nadam", "RMSprop", "SGD")
_OPTIMIZER_MODULES: Final = ("tensorflow.keras.optimizers", "tf_keras.optimizers")


def load() -> None:
    """Import what the course uses, and put the stand-ins in place. Starts no thread."""
    warnings.filterwarnings("ignore", message=".*FigureCanvasAgg is non-interactive.*")
    for name in ("numpy", "pandas", "tensorflow", "matplotlib.pyplot"):
        importlib.import_module(name)
    _use_legacy_optimizers()
    _tune_no_pipelines()
    _run_ops_as_they_are()
    _load_estimators()
    for name in _LATE:
        importlib.import_module(name)


def load_kernel() -> None:
    """Import what notebooks need. Starts no thread."""
    for name in _KERNEL:
        importlib.import_module(name)


def _use_legacy_optimizers() -> None:
    tensorflow: Any = sys.modules["tensorflow"]
    modules = [importlib.import_module(name) for name in _OPTIMIZER_MODULES]
    for module in (*modules, tensorflow.keras.optimizers, tensorflow.optimizers):
        for name in _OPTIMIZERS:
            setattr(module, name, getattr(module.legacy, name))


def _tune_no_pipelines() -> None:
    options: Any = importlib.import_module("tensorflow.python.data.ops.options").Options
    plain = options.__init__

    def make(self: Any) -> None:
        plain(self)
        self.autotune.enabled = False

    options.__init__ = make


def _run_ops_as_they_are() -> None:
    interface: Any = importlib.import_module("tensorflow.python.pywrap_tfe")
    setting = interface.TFE_ContextOptionsSetRunEagerOpAsFunction
    interface.TFE_ContextOptionsSetRunEagerOpAsFunction = lambda options, _: setting(options, False)  # noqa: FBT003 - it takes no names


def _load_estimators() -> None:
    _stand_in_for_removed_modules()
    tensorflow: Any = sys.modules["tensorflow"]
    dnn = importlib.import_module("tensorflow_estimator.python.estimator.canned.dnn")
    linear = importlib.import_module("tensorflow_estimator.python.estimator.canned.linear")
    # An estimator's graph has a seed of its own, and deterministic ops demand that it is set.
    config: Any = importlib.import_module("tensorflow_estimator.python.estimator.run_config")
    make: Any = inspect.unwrap(config.RunConfig.__init__)
    make.__defaults__ = (make.__defaults__[0], 1, *make.__defaults__[2:])
    estimator: Any = types.ModuleType("tensorflow.estimator")
    estimator.DNNRegressor, estimator.DNNClassifier = dnn.DNNRegressorV2, dnn.DNNClassifierV2
    estimator.LinearRegressor, estimator.LinearClassifier = (
        linear.LinearRegressorV2,
        linear.LinearClassifierV2,
    )
    tensorflow.estimator = sys.modules[estimator.__name__] = estimator


def _stand_in_for_removed_modules() -> None:
    # The export decorator no longer knows an API named "estimator".
    export: Any = importlib.import_module("tensorflow.python.util.tf_export")
    export.ESTIMATOR_API_NAME = "estimator"
    for table, suffix in ((export.API_ATTRS, ""), (export.API_ATTRS_V1, "_v1")):
        attributes = type(table["tensorflow"])
        table["estimator"] = attributes(f"_estimator_api_names{suffix}", f"_estimator_api_constants{suffix}")
    # The hooks for training on many machines are gone; one process needs none of them.
    distribute: Any = importlib.import_module("tensorflow.python.distribute")
    training: Any = types.ModuleType("tensorflow.python.distribute.estimator_training")
    training.init_run_config = lambda config, tf_config: None
    training.should_run_distribute_coordinator = lambda config: False
    distribute.estimator_training = sys.modules[training.__name__] = training
    # The package's own __init__ imports TPU modules that are gone: a bare package takes its place.
    found = importlib.util.find_spec("tensorflow_estimator")
    if found is None or found.submodule_search_locations is None:
        raise ImportError("tensorflow-estimator is not installed")
    package = types.ModuleType("tensorflow_estimator")
    package.__path__ = list(found.submodule_search_locations)
    sys.modules["tensorflow_estimator"] = package
