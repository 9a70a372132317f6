"""What is fuzzed: each target takes bytes, and raises `Escape` where the code under test does what it promises not to.

A promise is: a decoded value or one clear error, within bounds of time and memory, and no other exception.
"""

from __future__ import annotations

import functools
import random
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from grader.catalogue import find_course
from grader.errors import EvidenceError, SubmissionError
from grader.evidence import (
    Array,
    Callable,
    Cell,
    Evidence,
    Fact,
    Failure,
    Figures,
    FigureShape,
    Frame,
    Layer,
    Mapping,
    Missing,
    Model,
    NameProbe,
    Optimizer,
    Parameter,
    Raised,
    Scalar,
    Sequence,
    Table,
    TableColumn,
    TraceLine,
    decode_frame,
    decode_record,
    encode_frame,
)
from grader.evidence.python import python_of
from grader.explain import explain
from grader.judge import Pair, judge
from grader.limits import DEFAULT
from grader.results import Outcome
from grader.spec import Exercise
from grader.submission import find_submissions
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable as Function

    from grader.checks import Check

__all__ = ["TARGETS", "Escape", "mutated", "seeds"]

PART: Final = "exercise_1_1_2"
SLOWEST_SECONDS: Final = 5.0
MAGIC: Final = b"GRADE\x01"

_FACTS: Final[tuple[Fact, ...]] = (
    Missing(),
    Scalar(value=1.5),
    Scalar(value="text"),
    Array(container="tensor", dtype="float32", shape=(2, 2), data=bytes(16)),
    Array(container="ndarray", dtype="bool", shape=(3,), data=b"\1\0\1"),
    Sequence(type="list", length=2, items=(Scalar(value=1), Sequence(type="tuple", length=0, items=()))),
    Mapping(length=1, items=(("key", Scalar(value=None)),)),
    Table(rows=3, columns=(TableColumn(name="price", dtype="float64", digest="0" * 64),)),
    Callable(
        name="f",
        module="__main__",
        parameters=(Parameter(name="x", kind="positional", default=Scalar(value=1)),),
    ),
    Optimizer(kind="adam", settings=(("learning_rate", 0.01),), steps=3),
    Raised(type="ValueError", message="no", line=3),
    Model(
        kind="functional",
        layers=(
            Layer(name="a", kind="InputLayer", output_shape=(None, 4), parameters=0),
            Layer(
                name="b",
                kind="Dense",
                output_shape=(None, 1),
                parameters=5,
                activation="relu",
                inputs=(0,),
                config='{"units": 1}',
                weights=(Array(container="variable", dtype="float32", shape=(4, 1), data=bytes(16)),),
            ),
        ),
        inputs=(0,),
        outputs=(1,),
        parameters=5,
        history=(("loss", (1.0, 0.5)),),
    ),
    Figures(
        count=1,
        figures=(
            FigureShape(
                scatters=(Array(container="ndarray", dtype="float64", shape=(1, 2), data=bytes(16)),),
                lines=(),
                images=0,
                bars=0,
                png=b"\x89PNG",
            ),
        ),
    ),
)


class Escape(Exception):  # noqa: N818 - not a fault of ours, but what a fuzzer looks for
    """A promise was broken."""


def frame(data: bytes) -> None:
    """Decode as a worker's frame; judge what decodes by checks of every kind."""
    count = len(_FACTS)
    begun = time.monotonic()
    try:
        decoded = decode_frame(data, facts=count)
    except EvidenceError:
        return
    evidence = Evidence(
        cells=(Cell("x0 = 1"),),
        setup="",
        probes=tuple(NameProbe(f"x{place}") for place in range(count)),
        facts=decoded.facts,
        complete=True,
        error=decoded.error,
    )
    explain(evidence, DEFAULT)
    _judged(_exercise(), evidence)
    _in_time(begun)


def script(data: bytes) -> None:
    """Read as a script, then judge it by every check of form that the course has."""
    _submitted(data, f"{PART}.py")


def notebook(data: bytes) -> None:
    """Read as a notebook, then judge it by every check of form that the course has."""
    _submitted(data, f"{PART}.ipynb")


def record(data: bytes) -> None:
    """Decode as the record of a notebook's cell; what decodes holds a list that is JSON, and no more than was sent."""
    begun = time.monotonic()
    try:
        decoded = decode_record(data)
    except EvidenceError as error:
        if not str(error):
            raise Escape("an error without words") from None
        return
    outputs = decoded.outputs.encode()
    if not isinstance(msgspec.json.decode(outputs), list) or len(outputs) > len(data):
        raise Escape("outputs that are none")
    msgspec.msgpack.encode(decoded)
    _in_time(begun)


def python(data: bytes) -> None:
    """Read as a notebook's cell: what is Python of it has as many lines."""
    source = data.decode(errors="replace")
    begun = time.monotonic()
    if python_of(source).count("\n") != source.count("\n"):
        raise Escape("another number of lines")
    _in_time(begun)


TARGETS: Final[dict[str, Function[[bytes], None]]] = {
    "frame": frame,
    "script": script,
    "notebook": notebook,
    "record": record,
    "python": python,
}


def _submitted(data: bytes, name: str) -> None:
    path = _folder() / name
    path.write_bytes(data)
    begun = time.monotonic()
    try:
        found = find_submissions(path, (PART,))
    except SubmissionError as error:
        if not str(error):
            raise Escape("an error without words") from None
        return
    for submission in found.submissions.values():
        evidence = Evidence(cells=submission.cells, setup="", probes=(), facts=(), complete=True)
        _judged(_forms(), evidence)
        explain(
            msgspec.structs.replace(evidence, error=Failure("NameError", "no", 1, (TraceLine(1, "f"),))),
            DEFAULT,
        )
    _in_time(begun)


def _in_time(begun: float) -> None:
    if time.monotonic() - begun > SLOWEST_SECONDS:
        raise Escape(f"it took more than {SLOWEST_SECONDS:g} s")


def _judged(exercise: Exercise, evidence: Evidence) -> None:
    """Judge the evidence; a check that cannot is an escape, for it would be the grader's fault."""
    for result in judge(exercise, Pair(evidence, _reference()), None):
        if result.outcome is Outcome.ERRORED:
            raise Escape(f"{result.id}: {result.message}")


@functools.cache
def _reference() -> Evidence:
    """Return the evidence of a right answer: the facts of the seed, under as many names."""
    probes = tuple(NameProbe(f"x{place}") for place in range(len(_FACTS)))
    return Evidence(cells=(Cell("x0 = 1"),), setup="", probes=probes, facts=_FACTS, complete=True)


@functools.cache
def _exercise() -> Exercise:
    """Return a part with a check of each kind that needs nothing but names, about the facts of the seed."""
    from grader import spec  # noqa: PLC0415

    checks: list[Check] = []
    for place, fact in enumerate(_FACTS):
        name = f"x{place}"
        checks += [spec.Exists(name=name), spec.IsTensor(name=name), spec.IsModel(name=name)]
        if isinstance(fact, Array):
            checks += [
                spec.HasValue(name=name),
                spec.HasShape(name=name),
                spec.HasDtype(name=name),
                spec.InRange(name=name, low=0, high=1),
                spec.LooksNormal(name=name),
                spec.PrintsValue(name=name, rows=1),
            ]
        elif isinstance(fact, Model):
            kinds = (
                spec.LayerOutputs,
                spec.ParameterCounts,
                spec.Activations,
                spec.DropoutRates,
                spec.MergesInputs,
            )
            checks += [kind(name=name) for kind in kinds]
        elif isinstance(fact, Table):
            checks += [spec.IsDataFrame(name=name), spec.HasValue(name=name)]
        elif isinstance(fact, Callable):
            checks += [spec.HasParameters(function=name)]
        elif isinstance(fact, Optimizer):
            checks += [spec.IsOptimizer(name=name)]
        elif isinstance(fact, Scalar | Sequence | Mapping):
            checks += [spec.HasValue(name=name)]
    return Exercise(title="Every kind", checks=tuple(checks))


@functools.cache
def _forms() -> Exercise:
    """Return a part with every check of form that the course has."""
    course = find_course(ROOT)
    found = [
        check for part in course.part_ids for check in course.part(part).exercise.checks if check.reads_source
    ]
    # By itself each is about a function or a name of its part's; here all names are there to be looked at.
    return Exercise(title="Every form", checks=tuple(found))


@functools.cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz-"))


@functools.cache
def seeds(target: str) -> tuple[bytes, ...]:
    """Return what mutation begins with: sound frames and records; cells; solutions and stubs; notebooks of them."""
    if target == "record":
        return _RECORDS
    if target == "python":
        return _CELLS
    if target == "frame":
        failure = Failure("ValueError", "no", 3, (TraceLine(3, "f"),))
        return (
            encode_frame(Frame(facts=_FACTS)),
            encode_frame(Frame(facts=_FACTS, error=failure)),
            encode_frame(Frame(facts=_FACTS[::-1], code_seconds=1.0)),
        )
    course = find_course(ROOT)
    texts = [
        text for part in course.part_ids for text in (course.part(part).solution, course.part(part).stub)
    ]
    if target == "script":
        return tuple(text.encode() for text in texts)
    cells = [
        {
            "cell_type": kind,
            "metadata": {"tags": [PART]},
            "source": text.splitlines(keepends=True),
            "id": f"c{number}",
        }
        | ({"outputs": [], "execution_count": None} if kind == "code" else {})
        for number, (kind, text) in enumerate(
            (kind, text) for text in texts[:4] for kind in ("code", "markdown")
        )
    ]
    book = {
        "cells": cells,
        "metadata": {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (msgspec.json.encode(book), msgspec.json.encode({**book, "cells": cells[:1]}))


_OUTPUTS: Final[tuple[dict[str, object], ...]] = (
    {"output_type": "stream", "name": "stdout", "text": "1 2 3\n"},
    {
        "output_type": "display_data",
        "data": {"text/plain": "<x>", "image/png": "iVBORw0KGgo="},
        "metadata": {},
    },
    {"output_type": "execute_result", "data": {"text/plain": "1"}, "metadata": {}, "execution_count": 1},
    {"output_type": "error", "ename": "ValueError", "evalue": "no", "traceback": ["\u001b[31mno"]},
)
_RECORDS: Final = (
    msgspec.json.encode({"execution_count": 1, "outputs": _OUTPUTS}),
    msgspec.json.encode({"execution_count": None, "outputs": ()}),
)
_CELLS: Final = (
    b"%time x = 1\nfiles = !ls -l\n!ls\nprint(x)\n",
    b"%%timeit -n 3 -r 2\nx = 1\n",
    b"%%bash\nls | wc\n",
    b"x?\nprint??\n?x\n    %cd ..\nif x:\n    !ls\n",
    b"a, b = %sql select\nx = 1 %\n",
)

_SPLICES: Final = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\x0c", b"\\\n", b"# coding: utf-7\n", b"# exercise_1_1_2\n", b"%%bash\n",
    b"!ls\n", b"-" * 3000, b"(" * 300, b"[" * 150 + b"]" * 150, b"a" + b".b" * 3000, b"f'{", b"'''", b"lambda: " * 500,
    b"\xed\xa0\x80", "\u202e".encode(), b"\x81\xa4fact\xa5array", b"\xdf\xff\xff\xff\xff", b"\xc6\x7f\xff\xff\xff", b"\x91" * 500,
    b"\x81\xa1a" * 300, b"\xcb\x7f\xf0\x00\x00\x00\x00\x00\x00", b"\xcf" + b"\xff" * 8, b"9" * 5000, b"NaN", b"1e999",
    b'"\\ud800"', b'{"a":' * 200, b" " * 20_000, b"a " * 10_000, b"a? " * 5_000, b"%time" + b" -a 1" * 4_000, b"x =" + b" " * 20_000, b"import tensorflow as tf\n", b"def model(x): return x * 2\n",
)  # fmt: skip


def mutated(target: str, draw: random.Random) -> bytes:
    """Return a seed of the target with a few changes: of bytes, of its structure, or both."""
    data = bytearray(draw.choice(seeds(target)))
    if target == "frame" and draw.random() < _SHARE_OF_STRUCTURE:
        data = bytearray(
            MAGIC + msgspec.msgpack.encode(_changed(msgspec.msgpack.decode(bytes(data[len(MAGIC) :])), draw))
        )
    for _ in range(draw.choice((0, 1, 1, 2, 3, 8))):
        place = draw.randrange(len(data) + 1)
        match draw.randrange(6):
            case 0 if data:
                data[place % len(data)] = draw.randrange(256)
            case 1:
                data[place:place] = draw.choice(_SPLICES)
            case 2:
                del data[place : place + draw.choice((1, 2, 8, 64, 4096))]
            case 3:
                end = place + draw.choice((1, 4, 32))
                data[place:place] = data[place:end] * draw.choice((1, 2, 50))
            case 4:
                data[place:place] = draw.randbytes(draw.choice((1, 2, 4, 16)))
            case _:
                other = draw.choice(seeds(target))
                begin = draw.randrange(len(other) + 1)
                data[place:place] = other[begin : begin + draw.choice((4, 40, 400))]
    return bytes(data)


_SHARE_OF_STRUCTURE: Final = 0.7
_VALUES: Final = (
    None, True, -1, 2**63 - 1, -(2**63), 1.5, float("nan"), float("inf"), "", "x" * 300, "array", "model", b"", bytes(17), [], {}
)  # fmt: skip


def _changed(value: object, draw: random.Random) -> object:
    """Return decoded msgpack with one place of it changed, at whatever depth."""
    if isinstance(value, dict) and value and draw.random() < 0.85:
        key = draw.choice(sorted(value, key=repr))
        changed = dict(value)
        if draw.random() < 0.1:
            del changed[key]
        else:
            changed[key] = _changed(value[key], draw)
        return changed
    if isinstance(value, list) and value and draw.random() < 0.85:
        place = draw.randrange(len(value))
        return [*value[:place], _changed(value[place], draw), *value[place + 1 :]]
    if draw.random() < 0.2:
        return [value, value]
    return draw.choice(_VALUES)
