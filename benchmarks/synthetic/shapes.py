"""The shapes that a class is downloaded in: folders a learner, and what learning platforms make of names."""

from __future__ import annotations

import enum
import os
import unicodedata
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import msgspec
import yaml

from grader.intake.names import clean, compact, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from random import Random

    from synthetic.people import Person

__all__ = ["MINUTES", "Handin", "Shape", "key_of", "label_of", "write"]

_BEGIN: Final = datetime(2024, 3, 1, 8, tzinfo=UTC)
MINUTES: Final = 10_000
"""Within so many minutes every first attempt is made; a later one is made after so many more."""
_MOODLE_AGAIN: Final = 900_000_000
"""Moodle numbers what is handed in; a later assignment's numbers are in no roster."""


class Shape(enum.StrEnum):
    """How a class's submissions are laid out."""

    FOLDERS = "folders"
    """A folder a learner; one with several attempts has a folder each."""
    FLAT = "flat"
    """All files in one folder, the learner before the exercise."""
    CANVAS = "canvas"
    MOODLE = "moodle"
    GRADESCOPE = "gradescope"
    GITHUB = "github"
    ZIP = "zip"
    """`folders` in one archive."""

    @property
    def has_attempts(self) -> bool:
        """Whether it shows more than the last attempt."""
        return self not in {Shape.FLAT, Shape.GRADESCOPE}


class Handin(msgspec.Struct, frozen=True, kw_only=True):
    """What one learner handed in at one time, by the names of the files; `label` is a name for the learner's folder."""

    person: Person
    label: str
    minute: int
    files: dict[str, bytes]
    attempt: int = 1
    attempts: int = 1
    late: bool = False

    @property
    def when(self) -> datetime:
        """The time, which is the only one of this learner's."""
        return _BEGIN + timedelta(minutes=self.minute + (self.attempt - 1) * MINUTES)


def label_of(person: Person, rng: Random) -> str:
    """Return a name for a learner's folder: the learner's own, as one system or another writes it, the login or the ID."""
    if person.namesake:
        return rng.choice((person.login, person.id))
    if not person.listed:
        return person.name
    others = (
        unicodedata.normalize("NFD", person.name),
        person.name.replace(" ", "_"),
        person.login,
        person.id,
    )
    return rng.choice((person.name, person.name, *others))


def key_of(person: Person, shape: Shape) -> str:
    """Return the key that the intake gives the learner who hands in as `label_of` says, in this shape."""
    if person.listed:
        return slug(person.login)
    match shape:
        case Shape.CANVAS:
            return slug(f"{_canvas_name(person)} {person.id}")
        case Shape.MOODLE:
            return slug(f"{person.name} {person.id}")
        case Shape.GRADESCOPE:
            return slug(person.email)
        case Shape.GITHUB:
            return slug(person.login)
        case _:
            return slug(clean(person.name))


def write(folder: Path, shape: Shape, handins: Iterable[Handin]) -> Path:
    """Write what was handed in below `folder`, with the times of the attempts, and return what the intake reads."""
    found = _laid_out(shape, list(handins))
    if shape is Shape.ZIP:
        target = folder / "class.zip"
        # Packed bytes would depend on the machine's compressor.
        with zipfile.ZipFile(target, "x", zipfile.ZIP_STORED) as archive:
            for path, data, when in found:
                archive.writestr(zipfile.ZipInfo(path, when.timetuple()[:6]), data)
        return target
    target = folder / "class"
    made = set()
    for path, data, when in found:
        place = target / path
        if place.parent not in made:
            place.parent.mkdir(parents=True, exist_ok=True)
            made.add(place.parent)
        with place.open("xb") as file:
            file.write(data)
        os.utime(place, (when.timestamp(), when.timestamp()))
    return target


def _laid_out(shape: Shape, handins: list[Handin]) -> Iterator[tuple[str, bytes, datetime]]:
    """Yield each file's path, bytes and time."""
    if shape is Shape.GRADESCOPE:
        yield "submission_metadata.yml", _gradescope_metadata(handins), _BEGIN
    for number, handin in enumerate(handins):
        if shape is Shape.GITHUB and handin.attempt == 1:
            yield f"{_clone(handin)}/.git/HEAD", b"ref: refs/heads/main\n", handin.when
        for place, (name, data) in enumerate(handin.files.items()):
            yield _path(shape, handin, number, place, name), data, handin.when


def _path(shape: Shape, handin: Handin, number: int, place: int, name: str) -> str:
    person = handin.person
    inside = f"attempt_{handin.attempt}/{name}" if handin.attempts > 1 else name
    match shape:
        case Shape.FLAT:
            return f"{handin.label}_{name}"
        case Shape.CANVAS:
            file, late = 1_000_000 + number * 1000 + place, "LATE_" if handin.late else ""
            stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
            again = f"-{handin.attempt - 1}" if handin.attempt > 1 else ""
            return f"{_canvas_name(person)}_{late}{person.id}_{file}_{stem}{again}{suffix}"
        case Shape.MOODLE:
            own = person.id if handin.attempt == 1 else str(_MOODLE_AGAIN + number)
            return f"{person.name}_{own}_assignsubmission_file_/{name}"
        case Shape.GRADESCOPE:
            return f"{_gradescope_folder(number)}/{name}"
        case Shape.GITHUB:
            return f"{_clone(handin)}/{inside}"
        case _:
            return f"{handin.label}/{inside}"


def _canvas_name(person: Person) -> str:
    *firsts, last = person.name.split(" ")
    return compact(" ".join([last, *firsts]))


def _clone(handin: Handin) -> str:
    return f"tensorflow-course-{handin.person.login}"


def _gradescope_folder(number: int) -> str:
    return f"submission_{200_000_000 + number}"


def _gradescope_metadata(handins: list[Handin]) -> bytes:
    told = {
        _gradescope_folder(number): {
            ":submitters": [
                {
                    ":name": handin.person.name,
                    ":sid": handin.person.id,
                    ":email": handin.person.email,
                }
            ],
            ":created_at": f"{handin.when:%Y-%m-%d %H:%M:%S Z}",
        }
        for number, handin in enumerate(handins)
    }
    text: str = yaml.safe_dump(told, allow_unicode=True, sort_keys=False)
    return text.encode()
