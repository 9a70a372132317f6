"""Facts in a learner's words: short, exact, and never longer than a few lines."""

from __future__ import annotations

import itertools
import re
from typing import Final

import numpy as np

from grader.evidence import (
    Array,
    Callable,
    Dtype,
    Estimator,
    Fact,
    FeatureColumn,
    Figures,
    Mapping,
    Missing,
    Model,
    Module,
    Opaque,
    Optimizer,
    Raised,
    Scalar,
    Sequence,
    Table,
)

__all__ = ["element", "kind_of", "number", "optimizer", "parameters", "plain", "shape", "show"]

_CONTAINERS: Final = {
    "ndarray": "a NumPy array",
    "tensor": "a tensor",
    "variable": "a Variable",
    "series": "a pandas Series",
    "numpy-scalar": "a NumPy number",
}
_LONGEST: Final = 300
_MOST_NUMBERS: Final = 24
_MOST_AXES: Final = 4
_MOST_MESSAGE: Final = 2000
_TRACES: Final = ("in user code:", "Graph execution error:")
_NO_FRAMES: Final = "<stack traces unavailable>"
_FRAMES: Final = ('File "', _NO_FRAMES)


def kind_of(fact: Fact) -> str:  # noqa: C901 - one case a fact
    """Return what sort of thing `fact` describes: `a tensor`, `a list`."""
    match fact:
        case Missing():
            return "nothing"
        case Raised():
            return f"an error ({fact.type})"
        case Scalar():
            return "None" if fact.value is None else f"a Python {type(fact.value).__name__}"
        case Array():
            return _CONTAINERS[fact.container]
        case Table():
            return "a pandas DataFrame"
        case Sequence():
            return f"a {fact.type}"
        case Mapping():
            return "a dict"
        case Module():
            return f"the module {fact.name}"
        case Dtype():
            return "a dtype"
        case Callable():
            return (
                "a function"
                if fact.parameters is not None
                else f"`{fact.name.rsplit('.', 1)[-1]}`, not called"
            )
        case Optimizer():
            return optimizer(fact.kind)
        case Figures():
            return "figures"
        case FeatureColumn():
            return f"the feature column {fact.key!r}"
        case Estimator():
            return f"a {fact.kind} estimator"
        case Model():
            return f"a {fact.kind} Keras model"
        case Opaque():
            return f"an object of type {fact.type}"


def show(fact: Fact) -> str:
    """Return the value that `fact` describes, cut where it is long."""
    match fact:
        case Scalar():
            return number(fact.value) if isinstance(fact.value, float) else _cut(repr(fact.value))
        case Array():
            values = fact.numpy()
            # NumPy leaves out the middle of every axis, but of many short axes it prints all.
            if values is None or (values.ndim > _MOST_AXES and values.size > _MOST_NUMBERS):
                return f"{kind_of(fact)} of {fact.dtype}, shape {shape(fact.shape)}"
            text = np.array2string(values, precision=6, threshold=_MOST_NUMBERS, edgeitems=2, separator=", ")
            return _cut(text)
        case Sequence():
            inner = ", ".join(show(item) for item in fact.items[:8]) + (", ..." if fact.length > 8 else "")  # noqa: PLR2004
            return _cut(f"[{inner}]" if fact.type == "list" else f"({inner})")
        case Raised():
            return f"{fact.type}: {plain(fact.message)}"
        case Dtype():
            return fact.name
        case Table():
            return f"a DataFrame of {fact.rows:,} rows and {len(fact.columns)} columns"
        case _:
            return kind_of(fact)


def optimizer(kind: str) -> str:
    """Return a kind of optimizer with its article: `an adam optimizer`."""
    return f"{'an' if kind[:1] in {'a', 'e', 'i', 'o', 'u'} else 'a'} {kind} optimizer"


def number(value: float) -> str:
    """Return a number as a learner would write it: at most seven digits that count."""
    return f"{value:.7g}"


def element(value: np.generic) -> str:
    """Return one element of an array as a learner would write it."""
    return number(float(value)) if isinstance(value, np.floating) else str(value)


def plain(message: str) -> str:
    """Return the line of an exception's message that says what is wrong, without what TensorFlow wraps around it."""
    # As much as a worker of ours sends. White space takes the square of its length.
    bare = re.sub(
        r"\{\{function_node .*?\}\} ?|\s*\[Op:\w+\].*", "", message[:_MOST_MESSAGE], flags=re.DOTALL
    )
    return _cut(_first_line(bare.strip().split("\n")))


def _first_line(lines: list[str]) -> str:
    """Return the first line of a message; of one that begins with a trace of graph code, the first after that."""
    frames = [place for place, line in enumerate(lines) if line.lstrip().startswith(_FRAMES)]
    if lines[0] not in _TRACES or not frames:
        return lines[0]
    after = lines[frames[-1] + 1 :]
    if _NO_FRAMES not in lines[frames[-1]]:
        # A frame's line of code may follow; an empty line ends it.
        after = [*itertools.dropwhile(str.strip, after)]
    said = next((line.strip() for line in after if line.strip()), lines[0])
    return re.sub(r"^[A-Za-z]\w{0,50}: ", "", said)


def shape(sides: tuple[int, ...]) -> str:
    """Return a shape as Python prints it: `(4,)`."""
    return str(tuple(sides))


def parameters(fact: Callable) -> str:
    """Return a function's parameters as in its first line, defaults as `...`."""
    marks = {"var-positional": "*", "var-keyword": "**"}
    shown = [
        marks.get(parameter.kind, "") + parameter.name + ("=..." if parameter.default is not None else "")
        for parameter in fact.parameters or ()
    ]
    return f"({', '.join(shown)})"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."
