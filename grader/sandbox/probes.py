"""Turn live objects into facts. Runs in the worker, after the learner's code, and believes no object's own methods.

Types are told by `type(x)`, not by `__class__`; values are read through functions taken from NumPy, pandas and
TensorFlow before any learner's code could replace them.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import sys
import types
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import tensorflow as tf
from tensorflow.python.framework.ops import EagerTensor
from tensorflow.python.ops.resource_variable_ops import BaseResourceVariable

from grader import evidence
from grader.evidence.facts import MOST_FIGURES, MOST_ITEMS, MOST_TEXT, NUMERIC_DTYPES
from grader.sandbox import estimators, figures, networks
from grader.sandbox.bases import bases_of, stands_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["build_argument", "describe", "describe_figures"]

_DEEPEST: Final = 6
_ARRAY_BYTES: Final = 8 * 1024 * 1024
_DOTS_PER_INCH: Final = 72

_tensor_numpy: Final = EagerTensor.numpy
_variable_numpy: Final = BaseResourceVariable.numpy
_as_array: Final = np.array
_contiguous: Final = np.ascontiguousarray
_to_bytes: Final = np.ndarray.tobytes
_frame_columns: Final = pd.DataFrame.items
_frame_index: Final = pd.DataFrame.__dict__["index"].__get__
_series_numpy: Final = pd.Series.to_numpy
_make_tensor: Final = tf.constant
_make_variable: Final = tf.Variable
_SCALARS: Final = (bool, int, float, str, type(None))
_OPTIMIZERS: Final = frozenset(["adadelta", "adagrad", "adam", "adamax", "ftrl", "nadam", "rmsprop", "sgd"])


def build_argument(argument: evidence.Argument, given: Mapping[str, Any]) -> Any:
    """Return the live object that `argument` asks for; `given` are the set-up's names."""
    match argument:
        case evidence.Plain():
            return argument.value
        case evidence.Given():
            return given[argument.name]
        case evidence.VariableValue():
            return _make_variable(_as_array(argument.values, argument.dtype).reshape(argument.shape))
        case evidence.ArrayValue():
            array = _as_array(argument.values, argument.dtype).reshape(argument.shape)
            return array if argument.container == "ndarray" else _make_tensor(array)


def describe(value: Any, depth: int = 0) -> evidence.Fact:
    """Return the fact of what `value` is."""
    kind = type(value)
    if kind in _SCALARS:
        return _scalar(value)
    for base in bases_of(kind):
        describer = _DESCRIBERS.get(base)
        if describer is not None:
            return describer(value, depth)
    if estimators.is_estimator(kind):
        return estimators.describe_estimator(value)
    if networks.is_model(kind):
        return networks.describe_model(value, optimizer=_optimizer, array=_variable_array)
    if not {"Optimizer", "OptimizerV2"}.isdisjoint(_optimizer_names(kind)):
        return _optimizer(value)
    if issubclass(kind, tf.Tensor):
        return evidence.Opaque(type="symbolic tensor")
    if callable(value):
        return evidence.Callable(name=_name(value), module=_text(getattr(value, "__module__", "")))
    return evidence.Opaque(type=_sendable(kind.__name__))


def describe_figures() -> evidence.Figures:
    """Return the facts and the pictures of the figures that were drawn, oldest first."""
    found = figures.drawn()
    return evidence.Figures(count=len(found), figures=tuple(map(_figure, found[:MOST_FIGURES])))


def _optimizer_names(kind: type) -> list[str]:
    return [base.__name__ for base in bases_of(kind) if stands_in(base, "tf_keras", "keras", "tensorflow")]


def _name(value: Any) -> str:
    return _text(getattr(value, "__qualname__", "")) or _text(type(value).__name__)


def _text(value: Any) -> str:
    return _sendable(value) if type(value) is str else ""


def _sendable(text: str) -> str:
    return text[:MOST_TEXT].encode(errors="backslashreplace").decode()[:MOST_TEXT]


def _scalar(value: Any) -> evidence.Fact:
    if type(value) is str:
        return evidence.Scalar(value=_sendable(value))
    if type(value) is int and not -(2**63) <= value < 2**63:
        return evidence.Opaque(type="int of more than 64 bits")
    return evidence.Scalar(value=value)


def _array(container: str, array: Any) -> evidence.Array:
    name = array.dtype.name
    data = None
    if name in NUMERIC_DTYPES and array.nbytes <= _ARRAY_BYTES:
        data = _to_bytes(_contiguous(array).astype(array.dtype.newbyteorder("<"), copy=False))
    return evidence.Array(
        container=container,  # type: ignore[arg-type]
        dtype=name,
        shape=tuple(int(side) for side in array.shape),
        data=data,
    )


def _ndarray(value: Any, depth: int) -> evidence.Fact:
    # A subclass may override anything; its buffer as a plain array is what counts.
    return _array("ndarray", _as_array(value, copy=False, subok=False))


def _numpy_scalar(value: Any, depth: int) -> evidence.Fact:
    return _array("numpy-scalar", _as_array(value))


def _tensor(value: Any, depth: int) -> evidence.Fact:
    array = _as_array(_tensor_numpy(value))
    if array.dtype.kind in "SO":
        return evidence.Array(container="tensor", dtype="string", shape=array.shape)
    return _array("tensor", array)


def _variable(value: Any, depth: int) -> evidence.Fact:
    return _array("variable", _as_array(_variable_numpy(value)))


def _variable_array(value: Any) -> evidence.Array:
    """Return the numbers of a variable of Keras 2, or of Keras 3, which wraps one."""
    inner = getattr(value, "_value", value)
    return _array("variable", _as_array(_variable_numpy(inner)))


def _series(value: Any, depth: int) -> evidence.Fact:
    return _array("series", _series_numpy(value))


def _table(value: Any, depth: int) -> evidence.Fact:
    columns = [
        evidence.TableColumn(
            name=_sendable(name if type(name) is str else repr(name)),
            dtype=str(column.dtype),
            digest=_digest(column),
        )
        for name, column in list(_frame_columns(value))[:MOST_ITEMS]
    ]
    return evidence.Table(rows=len(_frame_index(value)), columns=tuple(columns))


def _digest(column: Any) -> str:
    values = _series_numpy(column)
    if values.dtype.name in NUMERIC_DTYPES and values.dtype.kind != "c":
        data = _to_bytes(values.astype("<f8"))
    else:
        data = "\x1f".join(map(str, values.tolist())).encode(errors="replace")
    return hashlib.sha256(data).hexdigest()


def _column(value: Any, depth: int) -> evidence.Fact:
    return estimators.describe_column(value)


def _sequence(value: Any, depth: int) -> evidence.Fact:
    base: type[Any] = list if issubclass(type(value), list) else tuple
    length = base.__len__(value)
    shown = itertools.islice(base.__iter__(value), MOST_ITEMS if depth < _DEEPEST else 0)
    items = [describe(item, depth + 1) for item in shown]
    return evidence.Sequence(type="list" if base is list else "tuple", length=length, items=tuple(items))


def _mapping(value: Any, depth: int) -> evidence.Fact:
    shown = itertools.islice(dict.items(value), MOST_ITEMS if depth < _DEEPEST else 0)
    items = [(_sendable(key), describe(item, depth + 1)) for key, item in shown if type(key) is str]
    return evidence.Mapping(length=dict.__len__(value), items=tuple(items))


def _module(value: Any, depth: int) -> evidence.Fact:
    name = _text(value.__dict__.get("__name__"))
    if _LOADED.get(name, value) is not value:
        return evidence.Opaque(type="module")  # that only bears the name
    return evidence.Module(name=_PUBLIC_MODULES.get(id(value), name))


def _dtype(value: Any, depth: int) -> evidence.Fact:
    return evidence.Dtype(name=str(value.name))


def _function(value: Any, depth: int) -> evidence.Fact:
    parameters = None if depth >= _DEEPEST else tuple(_parameters(value, depth)[:MOST_ITEMS])
    return evidence.Callable(name=_name(value), module=_text(value.__module__), parameters=parameters)


def _parameters(function: types.FunctionType, depth: int) -> list[evidence.Parameter]:
    # From the code object: `inspect.signature` would believe `__signature__` and `__wrapped__`.
    code = function.__code__
    names = code.co_varnames
    positional = names[: code.co_argcount]
    keyword = names[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    defaults = function.__defaults__ or ()
    by_name = dict(zip(positional[len(positional) - len(defaults) :], defaults, strict=True))
    by_name.update(function.__kwdefaults__ or {})

    def default(name: str) -> evidence.Fact | None:
        return describe(by_name[name], depth + 1) if name in by_name else None

    found = [evidence.Parameter(name=name, kind="positional", default=default(name)) for name in positional]
    rest = len(positional) + len(keyword)
    if code.co_flags & 0x04:
        found.append(evidence.Parameter(name=names[rest], kind="var-positional"))
        rest += 1
    found += [evidence.Parameter(name=name, kind="keyword", default=default(name)) for name in keyword]
    if code.co_flags & 0x08:
        found.append(evidence.Parameter(name=names[rest], kind="var-keyword"))
    return found


def _optimizer(value: Any) -> evidence.Fact:
    kind = next(
        (name for name in map(str.lower, _optimizer_names(type(value))) if name in _OPTIMIZERS),
        type(value).__name__,
    )
    settings = sorted(
        (str(name), float(setting))
        for name, setting in value.get_config().items()
        if isinstance(setting, (int, float, np.floating))
    )
    return evidence.Optimizer(kind=kind, settings=tuple(settings), steps=int(value.iterations.numpy()))


def _figure(figure: Any) -> evidence.FigureShape:
    scatters: list[evidence.Array] = []
    lines: list[evidence.Array] = []
    images = bars = 0
    for axes in figure.axes:
        scatters += [_points(collection.get_offsets()) for collection in axes.collections]
        lines += [_points(line.get_xydata()) for line in axes.lines]
        images += len(axes.images)
        bars += len(axes.patches)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=_DOTS_PER_INCH)
    return evidence.FigureShape(
        scatters=tuple(scatters[:MOST_ITEMS]),
        lines=tuple(lines[:MOST_ITEMS]),
        images=images,
        bars=bars,
        png=picture.getvalue(),
    )


def _points(points: Any) -> evidence.Array:
    return _array("ndarray", _as_array(points, "float64"))


_DESCRIBERS: Final[dict[type, Callable[[Any, int], evidence.Fact]]] = {
    np.ndarray: _ndarray,
    np.generic: _numpy_scalar,
    EagerTensor: _tensor,
    BaseResourceVariable: _variable,
    pd.Series: _series,
    pd.DataFrame: _table,
    estimators.NumericColumn: _column,
    list: _sequence,
    tuple: _sequence,
    dict: _mapping,
    types.ModuleType: _module,
    tf.DType: _dtype,
    np.dtype: _dtype,
    types.FunctionType: _function,
}

_LOADED: Final = dict(sys.modules)
"""The modules that the learner's code finds loaded."""

# TensorFlow hides some of its modules behind loaders and private names.
_PUBLIC_MODULES: Final = {
    id(tf): "tensorflow",
    id(tf.keras): "tensorflow.keras",
    id(tf.keras.losses): "tensorflow.keras.losses",
    id(tf.keras.layers): "tensorflow.keras.layers",
    id(tf.keras.optimizers): "tensorflow.keras.optimizers",
}
