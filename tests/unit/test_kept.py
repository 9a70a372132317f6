"""What a release keeps of our own code: all that judging needs, and no source."""

from __future__ import annotations

import lzma
from typing import TYPE_CHECKING

import msgspec
import pytest

from grader.data import World
from grader.errors import SpecError
from grader.evidence import Failure, Layer, Model, NameProbe, TraceLine
from grader.judge import Pair
from grader.kept import Reference, keep_reference, keep_suspects, kept_reference, kept_suspects
from grader.mistakes import recognise, suspect_of
from grader.spec import Exercise, HasValue, Mistake
from tests.support import array, evidence

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "answer = reduce_sum(the_secret)"
WRONG = SOURCE.replace("reduce_sum", "reduce_mean")
EXERCISE = Exercise(title="A part", checks=(HasValue(name="answer"),))
MISTAKE = Mistake(name="mean", replace=("reduce_sum", "reduce_mean"), says="It is the mean.")
MODEL = Model(
    kind="sequential",
    layers=(
        Layer(name="d", kind="Dense", output_shape=(None, 1), parameters=2, weights=(array([7.0, 8.0]),)),
    ),
    inputs=(),
    parameters=2,
)
RIGHT = evidence(
    {"answer": array([3.0]), "model": MODEL},
    source=SOURCE,
    setup="the_secret = [1, 2]",
    stdout="3.0\n",
    stderr=f"line 1: WARNING\n  {SOURCE}\n",
    wall_seconds=1.5,
)
MISTAKEN = evidence(
    {"answer": array([1.5]), "model": MODEL},
    source=WRONG,
    stdout="1.5\n",
    stderr=WRONG,
    error=Failure("ValueError", "shapes", 1, (TraceLine(1, "the_secret_function"),)),
)


def _content(folder: Path) -> bytes:
    return b"".join(lzma.decompress(path.read_bytes()) for path in folder.iterdir())


def test_reference_without_its_source(tmp_path: Path) -> None:
    """Facts and printed text are kept; cells, set-up, standard error, weights and times are not."""
    keep_reference(tmp_path, World.PUBLIC, Reference({"a.csv": "1234"}, RIGHT))
    kept = kept_reference(tmp_path, World.PUBLIC)
    model = kept.evidence.fact(NameProbe("model"))

    assert kept.files == {"a.csv": "1234"}
    assert (kept.evidence.probes, kept.evidence.facts[0]) == (RIGHT.probes, RIGHT.facts[0])
    assert (kept.evidence.stdout, kept.evidence.complete) == (RIGHT.stdout, True)
    assert isinstance(model, Model)
    assert (model.parameters, model.layers[0].weights) == (2, ())
    assert not [secret for secret in (b"secret", b"reduce_") if secret in _content(tmp_path)]


def test_suspects_without_their_source(tmp_path: Path) -> None:
    """A kept mistake is recognised as the one that was run; nothing of its source or traceback is kept."""
    suspect = suspect_of(EXERCISE, MISTAKE, MISTAKEN, RIGHT)

    keep_suspects(tmp_path, (suspect,))
    kept = kept_suspects(tmp_path)

    assert kept == (suspect,)
    assert recognise(EXERCISE, Pair(MISTAKEN, RIGHT), kept) == suspect
    assert not [secret for secret in (b"secret", b"reduce_") if secret in _content(tmp_path)]


def test_mistake_keeps_no_more_than_differs() -> None:
    """Of a mistake only those facts are told that the solution leaves otherwise."""
    suspect = suspect_of(EXERCISE, MISTAKE, MISTAKEN, RIGHT)

    assert suspect.differs == ((NameProbe("answer"), array([1.5])),)
    assert (suspect.fails, suspect.printed) == ({"runs", "answer.value"}, (1.5,))


DAMAGED = [
    pytest.param(None, id="missing"),
    pytest.param(b"", id="empty"),
    pytest.param(b"text", id="no-archive"),
    pytest.param(lzma.compress(b""), id="nothing-in-it"),
    pytest.param(lzma.compress(msgspec.msgpack.encode({"files": {}})), id="another-thing"),
]


@pytest.mark.parametrize("data", DAMAGED)
def test_damaged(data: bytes | None, tmp_path: Path) -> None:
    """A file that is not there, or is none of ours, is named, with what to do."""
    for name in (World.PUBLIC, "mistakes"):
        if data is not None:
            (tmp_path / f"{name}.msgpack.xz").write_bytes(data)

    with pytest.raises(SpecError, match=r"public\.msgpack\.xz cannot be read .* get the release again"):
        kept_reference(tmp_path, World.PUBLIC)
    with pytest.raises(SpecError, match=r"mistakes\.msgpack\.xz cannot be read"):
        kept_suspects(tmp_path)
