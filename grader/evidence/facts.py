"""Facts: what a probe saw, as plain data. No fact holds a live object, and decoding one runs no code."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias, TypeVar

import msgspec
import numpy as np

from grader.errors import EvidenceError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "MOST_EPOCHS",
    "MOST_FIGURES",
    "MOST_ITEMS",
    "MOST_LAYERS",
    "MOST_TEXT",
    "NUMERIC_DTYPES",
    "Array",
    "Callable",
    "Dtype",
    "Estimator",
    "Fact",
    "FeatureColumn",
    "FigureShape",
    "Figures",
    "Items",
    "Layer",
    "Mapping",
    "Missing",
    "Model",
    "Module",
    "Opaque",
    "Optimizer",
    "Parameter",
    "Raised",
    "Scalar",
    "Sequence",
    "Table",
    "TableColumn",
    "Text",
]

MOST_TEXT: Final = 10_000
MOST_ITEMS: Final = 1000
MOST_LAYERS: Final = 200
MOST_EPOCHS: Final = 2000
MOST_FIGURES: Final = 4
_MOST_SIDES: Final = 32
"""Of a NumPy array."""

_Item = TypeVar("_Item")

# The probes keep to these bounds. A frame that does not is no frame: what a check does with a fact may take time and
# room that grow faster than the fact, and has no limits of a run.
Text: TypeAlias = Annotated[str, msgspec.Meta(max_length=MOST_TEXT)]
Items: TypeAlias = Annotated[tuple[_Item, ...], msgspec.Meta(max_length=MOST_ITEMS)]

NUMERIC_DTYPES: Final = frozenset(
    "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128".split()
)
"""The dtypes whose elements travel as raw little-endian bytes."""


class _Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag=True, tag_field="fact"):
    """Decodes strictly and compares by value."""


class Missing(_Fact, frozen=True, tag="missing"):
    """The name is not bound."""


class Raised(_Fact, frozen=True, tag="raised"):
    """Looking, or calling, raised an exception."""

    type: Text
    message: Text
    line: int | None = None


class Scalar(_Fact, frozen=True, tag="scalar"):
    """A Python `bool`, `int`, `float`, `str` or `None`, of exactly that type."""

    value: bool | int | float | Text | None


class Array(_Fact, frozen=True, tag="array"):
    """An array of numbers.

    `data` holds the elements in C order, little-endian, `itemsize * prod(shape)` bytes; it is None where the
    dtype is not numeric or the array is larger than the worker may send.
    """

    container: Literal["ndarray", "tensor", "variable", "series", "numpy-scalar"]
    dtype: Text
    shape: Items[int]
    data: bytes | None = None

    def numpy(self) -> NDArray[np.generic] | None:
        """Return the elements as a read-only array of `shape` and `dtype`, or None where `data` is None.

        Raises:
            EvidenceError: the byte count does not fit dtype and shape, or the dtype is not numeric.
        """
        if any(side < 0 for side in self.shape) or len(self.shape) > _MOST_SIDES:
            raise EvidenceError(f"an array cannot have the shape {self.shape}")
        if self.data is None:
            return None
        if self.dtype not in NUMERIC_DTYPES:
            raise EvidenceError(f"an array of dtype {self.dtype!r} cannot carry bytes")
        dtype = np.dtype(self.dtype).newbyteorder("<")
        if math.prod(self.shape) * dtype.itemsize != len(self.data):
            raise EvidenceError(f"{len(self.data)} bytes do not fill shape {self.shape} of {self.dtype}")
        try:
            return np.frombuffer(self.data, dtype).reshape(self.shape)
        except ValueError as error:  # No bytes fill (0, 2**63), but no array has that side.
            raise EvidenceError(f"an array cannot have the shape {self.shape}: {error}") from None


class TableColumn(_Fact, frozen=True, tag="column"):
    """One column of a table; `digest` is the SHA-256 of its values, as float64 bytes or as text."""

    name: Text
    dtype: Text
    digest: Text


class Table(_Fact, frozen=True, tag="table"):
    """A pandas DataFrame."""

    rows: int
    columns: Items[TableColumn]


class Sequence(_Fact, frozen=True, tag="sequence"):
    """A list or a tuple; at most 1,000 items are described, `length` tells how many there are."""

    type: Literal["list", "tuple"]
    length: int
    items: Items[Fact]


class Mapping(_Fact, frozen=True, tag="mapping"):
    """A dict with string keys; at most 1,000 entries are described."""

    length: int
    items: Items[tuple[Text, Fact]]


class Module(_Fact, frozen=True, tag="module"):
    """An imported module by its own name: `pandas`, whatever it is bound to."""

    name: Text


class Dtype(_Fact, frozen=True, tag="dtype"):
    """A TensorFlow or NumPy dtype by its name: `float32`."""

    name: Text


class Parameter(_Fact, frozen=True, tag="parameter"):
    """One parameter of a function; `default` is None where it has none."""

    name: Text
    kind: Literal["positional", "keyword", "var-positional", "var-keyword"]
    default: Fact | None = None


class Callable(_Fact, frozen=True, tag="callable"):
    """A function or a class. `parameters` is None where it is not a Python function."""

    name: Text
    module: Text
    parameters: Items[Parameter] | None = None


class Optimizer(_Fact, frozen=True, tag="optimizer"):
    """A Keras optimizer: its kind in lower case (`adam`), its numeric settings, and the steps it has taken."""

    kind: Text
    settings: Items[tuple[Text, float]]
    steps: int


class FeatureColumn(_Fact, frozen=True, tag="feature-column"):
    """A numeric feature column of TensorFlow's: the key of its feature, and its shape."""

    key: Text
    shape: Items[int]
    dtype: Text


class Estimator(_Fact, frozen=True, tag="estimator"):
    """An estimator as its last checkpoint holds it; without a checkpoint it has taken no steps."""

    kind: Text
    """`dnn` or `linear`."""
    steps: int
    hidden_units: Items[int] = ()
    inputs: int = 0
    """How many numbers the first hidden layer takes."""
    columns: Items[Text] = ()
    """The feature columns of a linear model."""


class Layer(_Fact, frozen=True, tag="layer"):
    """One layer of a network. `parameters` is counted from its weights, not asked of it."""

    name: Text
    kind: Text
    """The name of its Keras class: `Dense`."""
    output_shape: Items[int | None] | None
    parameters: int
    activation: Text = ""
    """The name of its activation function; empty where it has none."""
    rate: float | None = None
    """Of a dropout layer."""
    inputs: Items[int] = ()
    """The places, in the model's layers, of those that feed it where it was used first."""
    config: Text = ""
    """Its plain settings, a JSON object; empty where they are not all plain."""
    weights: Items[Array] = ()


class Model(_Fact, frozen=True, tag="model"):
    """A Keras model, of Keras 2 or 3.

    `layers` are in the model's order; `history` has one list of numbers an epoch for each name that `fit` recorded.
    """

    kind: Literal["sequential", "functional", "subclassed"]
    layers: Annotated[tuple[Layer, ...], msgspec.Meta(max_length=MOST_LAYERS)]
    inputs: Items[int]
    """The places of the input layers, in the order in which the model takes them."""
    parameters: int
    outputs: Items[int] = ()
    """The places of the layers whose outputs the model returns; empty where a layer is used more than once."""
    optimizer: Optimizer | None = None
    loss: Text = ""
    metrics: Items[Text] = ()
    history: Items[tuple[Text, Annotated[tuple[float, ...], msgspec.Meta(max_length=MOST_EPOCHS)]]] = ()


class FigureShape(_Fact, frozen=True, tag="figure"):
    """One figure: the points of its scatters and lines, in drawing order, and its picture as PNG."""

    scatters: Items[Array]
    lines: Items[Array]
    images: int
    bars: int
    png: bytes


class Figures(_Fact, frozen=True, tag="figures"):
    """The figures that the code drew, oldest first, at most four; `count` tells how many there are."""

    count: int
    figures: Annotated[tuple[FigureShape, ...], msgspec.Meta(max_length=MOST_FIGURES)]


class Opaque(_Fact, frozen=True, tag="opaque"):
    """Anything else, by the name of its type."""

    type: Text


Fact: TypeAlias = (
    Missing
    | Raised
    | Scalar
    | Array
    | Table
    | Sequence
    | Mapping
    | Module
    | Dtype
    | Callable
    | Optimizer
    | FeatureColumn
    | Estimator
    | Model
    | Figures
    | Opaque
)
