"""The bands of a part: what `grade calibrate` found, in `bands.json` beside the spec, and put into the spec's checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from grader.checks import AnyOf, Band, BandedCheck
from grader.errors import SpecError
from grader.files import write_whole
from grader.judge import check_ids

if TYPE_CHECKING:
    from pathlib import Path

    from grader.checks import Check
    from grader.spec import Exercise

__all__ = [
    "Calibration",
    "CheckBands",
    "banded_checks",
    "read_calibration",
    "with_bands",
    "write_calibration",
]


class _Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Decodes strictly."""


class CheckBands(_Record, frozen=True, kw_only=True):
    """The bands of one check, by the ID of its result."""

    check: str
    bands: tuple[Band, ...]


class Calibration(_Record, frozen=True, kw_only=True):
    """A part's bands, and how they were made."""

    made_by: str
    """The command that makes them again."""
    first_seed: int
    last_seed: int
    """The reference solution ran once with each seed from the first to the last, in each of `worlds`."""
    worlds: tuple[str, ...]
    data: str
    versions: dict[str, str]
    made_of: str
    """A digest of the reference solution, the set-ups, the data and the checks that were calibrated."""
    checks: tuple[CheckBands, ...]


def banded_checks(exercise: Exercise) -> dict[str, BandedCheck]:
    """Return the checks that need bands, by the IDs of their results.

    Raises:
        SpecError: one of them stands in an `AnyOf`, where it has no ID.
    """
    named = dict(zip(check_ids(exercise)[1:], exercise.checks, strict=True))
    for check in exercise.checks:
        if isinstance(check, AnyOf) and any(isinstance(part, BandedCheck) for part in check.checks):
            raise SpecError(f"{check.headline()}: a check that needs a band cannot stand in an AnyOf")
    return {name: check for name, check in named.items() if isinstance(check, BandedCheck)}


def with_bands(exercise: Exercise, path: Path, advice: str) -> Exercise:
    """Return the exercise with the bands at `path` in its checks; `advice` says how to make them.

    Raises:
        SpecError: a check needs a band that is not there.
    """
    wanted = banded_checks(exercise)
    if not wanted:
        return exercise
    calibration = read_calibration(path)
    found = {entry.check: entry.bands for entry in calibration.checks} if calibration else {}
    banded: dict[int, Check] = {}
    for name, check in wanted.items():
        bands = found.get(name, ())
        if {band.quantity for band in bands} != set(check.quantities):
            raise SpecError(f"{path}: no band for {name} ({check.headline()}): {advice}")
        banded[id(check)] = msgspec.structs.replace(check, bands=bands)
    return msgspec.structs.replace(
        exercise, checks=tuple(banded.get(id(check), check) for check in exercise.checks)
    )


def read_calibration(path: Path) -> Calibration | None:
    """Return the calibration at `path`, or None where there is none.

    Raises:
        SpecError: the file is none of ours.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Calibration)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        raise SpecError(f"{path} holds no bands: {error}") from None


def write_calibration(path: Path, calibration: Calibration) -> None:
    """Write the calibration to `path`, as JSON for people to read, in one step."""
    write_whole(path, msgspec.json.format(msgspec.json.encode(calibration), indent=2) + b"\n")
