"""What a release keeps of our own code: what the reference solution left, and how each known mistake shows.

None of it is source, and none quotes it.
"""

from __future__ import annotations

import lzma
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from grader.errors import SpecError
from grader.evidence import Evidence, Model
from grader.mistakes import Suspect

if TYPE_CHECKING:
    from pathlib import Path

    from grader.data import World
    from grader.evidence import Fact

__all__ = ["Reference", "keep_reference", "keep_suspects", "kept_reference", "kept_suspects"]

_Kept = TypeVar("_Kept")

_SUSPECTS: Final = "mistakes"


class Reference(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the reference solution left in one world, and on what."""

    files: dict[str, str]
    """The SHA-256 of each data file that it read, by name."""
    evidence: Evidence


def keep_reference(folder: Path, world: World, reference: Reference) -> None:
    """Write into `folder` what the reference solution left in `world`, without its source."""
    evidence = msgspec.structs.replace(
        reference.evidence,
        cells=(),
        setup="",
        # What TensorFlow writes there may quote the line that it is about.
        stderr="",
        wall_seconds=0.0,
        facts=tuple(map(_lean, reference.evidence.facts)),
    )
    _write(folder, world, Reference(reference.files, evidence))


def keep_suspects(folder: Path, suspects: tuple[Suspect, ...]) -> None:
    """Write into `folder` how the part's known mistakes show."""
    lean = tuple(
        msgspec.structs.replace(
            suspect, differs=tuple((probe, _lean(fact)) for probe, fact in suspect.differs)
        )
        for suspect in suspects
    )
    _write(folder, _SUSPECTS, lean)


def kept_reference(folder: Path, world: World) -> Reference:
    """Return what `keep_reference` wrote into `folder`.

    Raises:
        SpecError: it is not there, or is something else.
    """
    return _read(folder, world, Reference)


def kept_suspects(folder: Path) -> tuple[Suspect, ...]:
    """Return what `keep_suspects` wrote into `folder`; raise as `kept_reference` does."""
    return _read(folder, _SUSPECTS, tuple[Suspect, ...])


def _lean(fact: Fact) -> Fact:
    """Return a fact without the weights of its network: those of our own code no check reads, and they are large."""
    if not isinstance(fact, Model):
        return fact
    layers = tuple(msgspec.structs.replace(layer, weights=()) for layer in fact.layers)
    return msgspec.structs.replace(fact, layers=layers)


def _write(folder: Path, name: str, content: object) -> None:
    _path(folder, name).write_bytes(lzma.compress(msgspec.msgpack.encode(content)))


def _read(folder: Path, name: str, kind: type[_Kept]) -> _Kept:
    path = _path(folder, name)
    try:
        return msgspec.msgpack.decode(lzma.decompress(path.read_bytes()), type=kind)
    except (OSError, lzma.LZMAError, msgspec.MsgspecError) as error:
        raise SpecError(f"{path} cannot be read ({error}); get the release again") from None


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.msgpack.xz"
