"""The one message that a worker writes: a magic word, then msgpack. Decoded strictly, or not at all."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec

from grader.errors import EvidenceError
from grader.evidence.facts import Array, Callable, Fact, Figures, Items, Mapping, Model, Sequence, Text
from grader.limits import FRAME_BYTES

__all__ = ["MOST_TRACE_LINES", "Failure", "Frame", "TraceLine", "decode_frame", "encode_frame"]

MAGIC: Final = b"GRADE\x01"
DEEPEST: Final = 12
"""Facts nest no deeper than this; the probes stop at 6."""

MOST_TRACE_LINES: Final = 30
_PLANE: Final = 2


class TraceLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the learner's own lines in a traceback."""

    line: int
    function: Text


class Failure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The exception that ended the learner's code; `line` counts from 1."""

    type: Text
    message: Text
    line: int | None
    trace: Annotated[tuple[TraceLine, ...], msgspec.Meta(max_length=MOST_TRACE_LINES)] = ()


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a worker may say: how the code ended, and one fact a probe, in the probes' order."""

    facts: Items[Fact]
    error: Failure | None = None
    code_seconds: float = 0.0


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Frame)


def encode_frame(frame: Frame) -> bytes:
    """Return the bytes of `frame` on the wire."""
    return MAGIC + _encoder.encode(frame)


def decode_frame(data: bytes, *, facts: int) -> Frame:
    """Return the one frame that `data` holds, with exactly `facts` facts whose arrays are sound.

    Raises:
        EvidenceError: for any other bytes: none, cut, doubled, oversized, nested too deep, of another shape.
    """
    if not data:
        raise EvidenceError("the worker sent no evidence")
    if len(data) > FRAME_BYTES:
        raise EvidenceError(f"the worker sent more than {FRAME_BYTES:,} bytes of evidence")
    if not data.startswith(MAGIC):
        raise EvidenceError("the evidence does not begin as a frame does")
    try:
        frame = _decoder.decode(memoryview(data)[len(MAGIC) :])
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError, ValueError, OverflowError) as error:
        raise EvidenceError(f"the evidence is not one valid frame: {error}") from None
    if len(frame.facts) != facts:
        raise EvidenceError(f"expected {facts} facts, not {len(frame.facts)}")
    for fact in frame.facts:
        _audit(fact, 0)
    return frame


def _audit(fact: Fact | None, depth: int) -> None:
    if depth > DEEPEST:
        raise EvidenceError("the evidence is nested too deep")
    match fact:
        case Array():
            fact.numpy()
        case Sequence():
            for item in fact.items:
                _audit(item, depth + 1)
        case Mapping():
            for _, item in fact.items:
                _audit(item, depth + 1)
        case Callable():
            for parameter in fact.parameters or ():
                _audit(parameter.default, depth + 1)
        case Model():
            _audit_model(fact)
        case Figures():
            _audit_figures(fact)
        case _:
            pass


def _audit_model(model: Model) -> None:
    joined = [model.inputs, model.outputs, *(layer.inputs for layer in model.layers)]
    if not all(0 <= place < len(model.layers) for places in joined for place in places):
        raise EvidenceError("a model cannot be joined to layers that it does not have")
    for layer in model.layers:
        for weights in layer.weights:
            weights.numpy()


def _audit_figures(figures: Figures) -> None:
    for figure in figures.figures:
        for points in (*figure.scatters, *figure.lines):
            points.numpy()
            if len(points.shape) != _PLANE:
                raise EvidenceError(f"points in a plane cannot have the shape {points.shape}")
