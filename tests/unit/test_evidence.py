"""Facts and frames: what was sent comes back, and every other byte string is refused in one way."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import EvidenceError
from grader.evidence import (
    Array,
    Callable,
    Cell,
    Dtype,
    Evidence,
    Fact,
    Failure,
    Figures,
    FigureShape,
    FiguresProbe,
    Frame,
    Layer,
    Mapping,
    Missing,
    Model,
    Module,
    NameProbe,
    Opaque,
    Optimizer,
    Parameter,
    Raised,
    Scalar,
    Sequence,
    Table,
    TableColumn,
    TraceLine,
    decode_frame,
    encode_frame,
)
from grader.evidence import frame as frame_module
from grader.evidence.facts import NUMERIC_DTYPES

TEXT = st.text(max_size=20)
COUNT = st.integers(0, 2**40)
NUMBER = st.floats(allow_nan=False)


@st.composite
def arrays(draw: st.DrawFn, least: int = 0, most: int = 3) -> Array:
    """Draw an array of `least` to `most` dimensions whose bytes fill its shape, or one without bytes."""
    dtype = draw(st.sampled_from(sorted(NUMERIC_DTYPES)))
    shape = tuple(draw(st.lists(st.integers(0, 3), min_size=least, max_size=most)))
    size = int(np.prod(shape)) * np.dtype(dtype).itemsize
    data = draw(st.none() | st.binary(min_size=size, max_size=size))
    container = draw(st.sampled_from(["ndarray", "tensor", "variable", "series", "numpy-scalar"]))
    return Array(container=container, dtype=dtype, shape=shape, data=data)


def _nested(facts: st.SearchStrategy[Fact]) -> st.SearchStrategy[Fact]:
    kinds = st.sampled_from(["positional", "keyword", "var-positional", "var-keyword"])
    parameters = st.builds(Parameter, name=TEXT, kind=kinds, default=st.none() | facts)
    some = st.lists(facts, max_size=3).map(tuple)
    return (
        st.builds(Sequence, type=st.sampled_from(["list", "tuple"]), length=COUNT, items=some)
        | st.builds(Mapping, length=COUNT, items=st.lists(st.tuples(TEXT, facts), max_size=3).map(tuple))
        | st.builds(
            Callable,
            name=TEXT,
            module=TEXT,
            parameters=st.none() | st.lists(parameters, max_size=3).map(tuple),
        )
    )


LEAVES = (
    st.just(Missing())
    | st.builds(Raised, type=TEXT, message=TEXT, line=st.none() | COUNT)
    | st.builds(Scalar, value=st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | NUMBER | TEXT)
    | arrays()
    | st.builds(
        Table,
        rows=COUNT,
        columns=st.lists(st.builds(TableColumn, name=TEXT, dtype=TEXT, digest=TEXT)).map(tuple),
    )
    | st.builds(Module, name=TEXT)
    | st.builds(Dtype, name=TEXT)
    | st.builds(Optimizer, kind=TEXT, settings=st.lists(st.tuples(TEXT, NUMBER)).map(tuple), steps=COUNT)
    | st.builds(
        Figures,
        count=COUNT,
        figures=st.lists(
            st.builds(
                FigureShape,
                scatters=st.lists(arrays(2, 2), max_size=2).map(tuple),
                lines=st.lists(arrays(2, 2), max_size=2).map(tuple),
                images=COUNT,
                bars=COUNT,
                png=st.binary(max_size=20),
            ),
            max_size=2,
        ).map(tuple),
    )
    | st.builds(Opaque, type=TEXT)
)
FACTS: st.SearchStrategy[Fact] = st.recursive(LEAVES, _nested, max_leaves=6)
FRAMES = st.builds(
    Frame,
    facts=st.lists(FACTS, max_size=4).map(tuple),
    error=st.none()
    | st.builds(
        Failure,
        type=TEXT,
        message=TEXT,
        line=st.none() | COUNT,
        trace=st.lists(st.builds(TraceLine, line=COUNT, function=TEXT)).map(tuple),
    ),
    code_seconds=NUMBER,
)
ONE = encode_frame(Frame(facts=(Scalar(value=3), Scalar(value="three"))))


@given(FRAMES)
def test_round_trip(frame: Frame) -> None:
    """A frame of any facts comes back equal."""
    assert decode_frame(encode_frame(frame), facts=len(frame.facts)) == frame


@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda data: frame_module.MAGIC + data))
def test_arbitrary_bytes(data: bytes) -> None:
    """Bytes that are no frame of two facts are an EvidenceError, and never another exception."""
    with pytest.raises(EvidenceError):
        decode_frame(data, facts=2)


@given(FRAMES, st.data())
def test_cut_and_changed(frame: Frame, data: st.DataObject) -> None:
    """A frame that was cut is refused; one with a changed byte is refused or is another sound frame."""
    whole = encode_frame(frame)
    end = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(EvidenceError):
        decode_frame(whole[:end], facts=len(frame.facts))
    changed = bytearray(whole)
    changed[end] = data.draw(st.integers(0, 255))
    try:
        decoded = decode_frame(bytes(changed), facts=len(frame.facts))
    except EvidenceError:
        return

    assert len(decoded.facts) == len(frame.facts)


def _deep(levels: int) -> bytes:
    fact: Fact = Missing()
    for _ in range(levels):
        fact = Sequence(type="list", length=1, items=(fact,))
    return encode_frame(Frame(facts=(fact, Missing())))


def _very_deep() -> bytes:
    """Return a frame nested deeper than any stack, built from bytes."""
    head, tail = _deep(1).split(b"\xa4fact\xa7missing", 1)
    opening = msgspec.msgpack.encode(Sequence(type="list", length=1, items=()))[:-1] + b"\x91"
    return head + opening * 200_000 + msgspec.msgpack.encode(Missing()) + tail


def _array(**changes: object) -> bytes:
    sound = Array(container="tensor", dtype="float32", shape=(2,), data=b"\0" * 8)
    return encode_frame(Frame(facts=(msgspec.structs.replace(sound, **changes), Missing())))


def _inside(fact: Array) -> tuple[Fact, ...]:
    """Return facts with `fact` somewhere in them."""
    figure = FigureShape(scatters=(), lines=(fact,), images=0, bars=0, png=b"")
    return (
        Sequence(type="list", length=1, items=(fact,)),
        Mapping(length=1, items=(("key", fact),)),
        Callable(name="f", module="m", parameters=(Parameter(name="x", kind="positional", default=fact),)),
        Figures(count=1, figures=(figure,)),
    )


UNSOUND = [
    pytest.param(b"", "sent no evidence", id="nothing"),
    pytest.param(b"\0" + ONE, "does not begin", id="something-before"),
    pytest.param(ONE + ONE, "not one valid frame", id="doubled"),
    pytest.param(ONE + b"\n", "not one valid frame", id="something-after"),
    pytest.param(ONE[:-1], "not one valid frame", id="cut"),
    pytest.param(ONE.replace(b"\x82", b"\x83", 1), "not one valid frame", id="field-too-many"),
    pytest.param(ONE.replace(b"scalar", b"tensor", 1), "not one valid frame", id="unknown-fact"),
    pytest.param(ONE.replace(b"three", b"\xff\xfe\xfd\xfc\xfb"), "not one valid frame", id="not-utf-8"),
    pytest.param(encode_frame(Frame(facts=(Missing(),))), "expected 2 facts, not 1", id="too-few"),
    pytest.param(encode_frame(Frame(facts=(Missing(),) * 3)), "expected 2 facts, not 3", id="too-many"),
    pytest.param(_deep(13), "nested too deep", id="deep"),
    pytest.param(_deep(400), "nested too deep", id="deeper"),
    pytest.param(_very_deep(), "not one valid frame", id="deepest"),
    pytest.param(_array(data=b"\0" * 7), "7 bytes do not fill", id="bytes-too-few"),
    pytest.param(_array(data=b"\0" * 9), "9 bytes do not fill", id="bytes-too-many"),
    pytest.param(_array(shape=(-2, -1)), "cannot have the shape", id="negative-side"),
    pytest.param(_array(shape=(2,) + (1,) * 40), "cannot have the shape", id="too-many-sides"),
    pytest.param(_array(shape=(2**40, 2**40)), "do not fill", id="enormous"),
    pytest.param(_array(shape=(0, 2**63), data=b""), "cannot have the shape", id="side-too-long"),
    pytest.param(_array(shape=(2**62, 0, 2**62), data=b""), "cannot have the shape", id="empty-and-enormous"),
    pytest.param(_array(shape=(-1,), data=None), "cannot have the shape", id="negative-side-without-bytes"),
    pytest.param(_array(shape=(1,) * 1001), "length <= 1000", id="sides-without-end"),
    pytest.param(_array(dtype="x" * 10_001, data=None), "length <= 10000", id="long-text"),
    pytest.param(_array(dtype="object"), "cannot carry bytes", id="objects"),
    pytest.param(_array(dtype="O8"), "cannot carry bytes", id="objects-by-code"),
    pytest.param(_array(dtype="S4"), "cannot carry bytes", id="strings"),
    pytest.param(_array(container="matrix"), "not one valid frame", id="unknown-container"),
]


@pytest.mark.parametrize(("data", "reason"), UNSOUND)
def test_unsound_frames(data: bytes, reason: str) -> None:
    """A frame that is not exactly one sound message is refused, and the reason is told."""
    with pytest.raises(EvidenceError, match=reason):
        decode_frame(data, facts=2)


def _points(*shape: int) -> Figures:
    points = Array(container="ndarray", dtype="float64", shape=shape)
    return Figures(count=1, figures=(FigureShape(scatters=(points,), lines=(), images=0, bars=0, png=b""),))


def _layers(*inputs: int, count: int = 2, **ends: tuple[int, ...]) -> Model:
    layer = Layer(name="", kind="Add", output_shape=None, parameters=0, inputs=inputs)
    return Model(**{"kind": "functional", "layers": (layer,) * count, "inputs": (), "parameters": 0, **ends})  # type: ignore[arg-type]


BEYOND = [
    pytest.param(Sequence(type="list", length=1, items=(Missing(),) * 1001), "length <= 1000", id="items"),
    pytest.param(Opaque(type="x" * 10_001), "length <= 10000", id="text"),
    pytest.param(_layers(count=201), "length <= 200", id="layers"),
    pytest.param(_layers(2), "layers that it does not have", id="layer-fed-by-none"),
    pytest.param(_layers(-1), "layers that it does not have", id="layer-fed-from-behind"),
    pytest.param(_layers(outputs=(9,)), "layers that it does not have", id="output-of-none"),
    pytest.param(_layers(inputs=(-3,)), "layers that it does not have", id="input-to-none"),
    pytest.param(_points(), "points in a plane", id="one-number"),
    pytest.param(_points(2, 2, 2), "points in a plane", id="points-in-space"),
]


@pytest.mark.parametrize(("fact", "reason"), BEYOND)
def test_fact_that_no_probe_sends(fact: Fact, reason: str) -> None:
    """A fact beyond the bounds of the probes is refused, and so is one that contradicts itself."""
    with pytest.raises(EvidenceError, match=reason):
        decode_frame(encode_frame(Frame(facts=(fact,))), facts=1)


@pytest.mark.parametrize(
    "failure",
    [
        Failure(type="E", message="x" * 10_001, line=1),
        Failure(type="E", message="", line=1, trace=(TraceLine(line=1, function="f"),) * 31),
    ],
    ids=["message", "traceback"],
)
def test_error_that_no_worker_sends(failure: Failure) -> None:
    """An error with a message or a traceback longer than ours is refused."""
    with pytest.raises(EvidenceError, match="of length <="):
        decode_frame(encode_frame(Frame(facts=(), error=failure)), facts=0)


@pytest.mark.parametrize(
    "fact",
    _inside(Array(container="ndarray", dtype="float64", shape=(3,), data=b"\0")),
    ids=["sequence", "mapping", "default", "figure"],
)
def test_unsound_array_inside(fact: Fact) -> None:
    """An array whose bytes do not fill it is refused wherever it stands."""
    with pytest.raises(EvidenceError, match="do not fill"):
        decode_frame(encode_frame(Frame(facts=(fact,))), facts=1)


def test_oversized(monkeypatch: pytest.MonkeyPatch) -> None:
    """A frame of one byte more than is read is refused before it is decoded."""
    monkeypatch.setattr(frame_module, "FRAME_BYTES", len(ONE) - 1)

    with pytest.raises(EvidenceError, match="more than"):
        decode_frame(ONE, facts=2)


@pytest.mark.parametrize("dtype", sorted(NUMERIC_DTYPES))
def test_array_elements(dtype: str) -> None:
    """The elements come back with shape and dtype, in little-endian order, and cannot be changed."""
    values = np.array([[1, 0, 1], [0, 1, 1]]).astype(dtype)
    stored = values.astype(values.dtype.newbyteorder("<")).tobytes()

    array = Array(container="ndarray", dtype=dtype, shape=(2, 3), data=stored).numpy()

    assert array is not None
    assert (array.dtype.name, array.shape) == (dtype, (2, 3))
    assert np.array_equal(array, values)
    assert not array.flags.writeable


def test_array_without_elements() -> None:
    """An array that was too large to send, or holds no numbers, has no elements and is no error."""
    assert Array(container="ndarray", dtype="object", shape=(2,)).numpy() is None


def test_fact_by_probe() -> None:
    """A probe's fact is found by the probe, and one that was not asked for is missing."""
    evidence = Evidence(
        cells=(Cell("x = 1"),),
        setup="",
        probes=(NameProbe("x"), FiguresProbe()),
        facts=(Scalar(value=1), Figures(count=0, figures=())),
        complete=True,
    )

    assert evidence.fact(NameProbe("x")) == Scalar(value=1)
    assert evidence.fact(FiguresProbe()) == Figures(count=0, figures=())
    assert evidence.fact(NameProbe("y")) == Missing()


def test_lines_of_cells() -> None:
    """Lines are numbered from their cell's first, and only a cell's first line has its label."""
    evidence = Evidence(
        cells=(Cell("a\nb", 1, "cell 1"), Cell("c\n", 3, "cell 4")),
        setup="",
        probes=(),
        facts=(),
        complete=True,
    )

    assert list(evidence.lines()) == [(1, "a", "cell 1"), (2, "b", ""), (3, "c", "cell 4"), (4, "", "")]


@pytest.mark.parametrize(
    "fact",
    [
        pytest.param(
            Model(
                kind="functional",
                layers=(Layer(name="d", kind="Dense", output_shape=None, parameters=1),) * 201,
                inputs=(),
                parameters=1,
            ),
            id="layers",
        ),
        pytest.param(
            Model(kind="sequential", layers=(), inputs=(), parameters=1, history=(("loss", (1.0,) * 2001),)),
            id="epochs",
        ),
        pytest.param(Sequence(type="list", length=1001, items=(Missing(),) * 1001), id="items"),
        pytest.param(Mapping(length=1001, items=(("a", Missing()),) * 1001), id="entries"),
        pytest.param(
            Table(rows=1, columns=(TableColumn(name="a", dtype="float64", digest=""),) * 1001), id="columns"
        ),
    ],
)
def test_more_than_a_probe_sends(fact: Fact) -> None:
    """What no probe of ours would send is refused: nothing behind the decoder meets a size without a bound."""
    with pytest.raises(EvidenceError):
        decode_frame(encode_frame(Frame(facts=(fact,))), facts=1)
