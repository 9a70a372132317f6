"""The course on disk: which parts there are, what an ID means, and what a part's folder holds."""

from __future__ import annotations

import difflib
import functools
import os
import re
import runpy
import tomllib
from pathlib import Path
from typing import Final

import msgspec

import grader
from grader.bands import with_bands
from grader.data import World
from grader.errors import SpecError, UsageError
from grader.spec import Exercise
from grader.specfile import decode_exercise

__all__ = ["Course", "Part", "find_course", "is_part_id"]

_PART: Final = re.compile(r"exercise_(\d+)_(\d+)_(\d+)")


_BLANK: Final = re.compile(r"<<<.*>>>")
"""An author's, in the skeleton of a part."""

_NO_SOLUTIONS: Final = "is a release, without solutions; do this with the course that it was made from"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the course. `hidden_setup` is None where the hidden world differs by its files only, or is none."""

    id: str
    exercise: Exercise
    stub: str
    setup: str
    hidden_setup: str | None
    answer: str | Path
    """The source of the reference solution; in a release, the folder with what it left."""

    @property
    def solution(self) -> str:
        """The source of the reference solution.

        Raises:
            UsageError: the part is a release's, which holds no source.
        """
        if isinstance(self.answer, Path):
            raise UsageError(f"the course of {self.id} {_NO_SOLUTIONS}")
        return self.answer

    @property
    def lesson(self) -> str:
        """The lesson's ID: `exercise_2_3`."""
        return self.id.rsplit("_", 1)[0]

    @property
    def has_hidden_world(self) -> bool:
        """Whether the part's data comes from its set-up, so that there are other data to try."""
        has_data = bool(self.exercise.files) or self.hidden_setup is not None
        return has_data and not self.exercise.one_world

    @property
    def worlds(self) -> tuple[World, ...]:
        """The worlds that the part is graded in, the public one first."""
        return (World.PUBLIC, World.HIDDEN) if self.has_hidden_world else (World.PUBLIC,)


class Course:
    """A course's folder: `exercises/`, `solutions/`, `fixtures/`; a release's holds no `solutions/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.exercises = folder / "exercises"
        self.solutions = folder / "solutions"
        self.fixtures = folder / "fixtures"

    @property
    def release_file(self) -> Path:
        """What a release says of itself; only a release has it."""
        return self.folder / "release.json"

    @property
    def is_release(self) -> bool:
        """Whether it is what learners receive: the evidence of our own code in the place of its source."""
        return self.release_file.is_file()

    def require_solutions(self) -> None:
        """Raise `UsageError` where the course is a release, which has no solutions."""
        if self.is_release:
            raise UsageError(f"{self.folder} {_NO_SOLUTIONS}")

    @property
    def came_with_grader(self) -> bool:
        """Whether it is the course of this installation, which another one finds by itself."""
        return self.folder in _own_folders()

    @property
    def secrets(self) -> tuple[Path, ...]:
        """The folders that no run may see: the course's, and the grader's own package."""
        return (self.exercises, self.solutions, self.fixtures, Path(grader.__file__).parent)

    @functools.cached_property
    def part_ids(self) -> tuple[str, ...]:
        """The IDs of all parts, in the course's order."""
        found = [
            path.name for path in self.exercises.iterdir() if _PART.fullmatch(path.name) and path.is_dir()
        ]
        return tuple(sorted(found, key=lambda name: [int(number) for number in name.split("_")[1:]]))

    @functools.cached_property
    def titles(self) -> dict[str, str]:
        """Titles of the course (`course`), its chapters and its lessons by ID, from `exercises/course.toml`."""
        path = self.exercises / "course.toml"
        try:
            table = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SpecError(f"{path}: {error}") from None
        return msgspec.convert(table.get("titles", {}), dict[str, str])

    def resolve(self, target: str) -> tuple[str, ...]:
        """Return the IDs of the parts that `target` means: a part, a lesson, a chapter, or `all`.

        Raises:
            UsageError: there is no such ID; the message names the nearest one.
        """
        groups = self.groups()
        if target in groups:
            return groups[target]
        near = difflib.get_close_matches(target, groups, n=1, cutoff=0.5)
        advice = f'; did you mean "{near[0]}"?' if near else "; `grade list` shows what there is"
        raise UsageError(f'no exercise "{target}"{advice}')

    def groups(self) -> dict[str, tuple[str, ...]]:
        """Return every ID with the parts that it means, in the course's order: `all`, chapters, lessons, parts."""
        groups: dict[str, list[str]] = {"all": list(self.part_ids)}
        for part in self.part_ids:
            chapter = part.split("_")[1]
            for name in (f"chapter_{chapter}", part.rsplit("_", 1)[0], part):
                groups.setdefault(name, []).append(part)
        return {name: tuple(parts) for name, parts in groups.items()}

    def part(self, part_id: str, *, calibrated: bool = True) -> Part:
        """Return the part with everything in its folder; its bands are left out where it need not be `calibrated`.

        Raises:
            SpecError: a file is missing, cannot be run, or does not hold what it should.
        """
        folder = self.exercises / part_id
        answer: str | Path
        if self.is_release:
            exercise = _decoded_exercise(folder / "spec.json")
            answer = folder / "evidence"
        else:
            exercise = _load_exercise(folder / "spec.py")
            if calibrated:
                advice = f"`grade calibrate {part_id}` makes it"
                exercise = with_bands(exercise, self.bands_file(part_id), advice)
            answer = _read(self.solutions / f"{part_id}.py")
        return Part(
            id=part_id,
            exercise=exercise,
            stub=_read(folder / "stub.py"),
            setup=_read(folder / "setup.py", default=""),
            hidden_setup=_read(folder / "hidden.py") if (folder / "hidden.py").exists() else None,
            answer=answer,
        )

    def bands_file(self, part_id: str) -> Path:
        """Return where the part's bands are kept."""
        return self.exercises / part_id / "bands.json"


def find_course(folder: Path | None = None) -> Course:
    """Return the course in `folder`, else in `GRADER_COURSE`, else the one that came with the grader.

    Raises:
        UsageError: the folder holds no course.
    """
    if folder is None and (named := os.environ.get("GRADER_COURSE")):
        folder = Path(named)
    if folder is not None:
        if not (folder / "exercises").is_dir():
            raise UsageError(f"{folder} holds no course: it has no folder exercises/")
        return Course(folder.resolve())
    for candidate in _own_folders():
        if (candidate / "exercises").is_dir():
            return Course(candidate)
    raise UsageError("no course came with this installation; name one with --course DIR or GRADER_COURSE")


def _own_folders() -> tuple[Path, ...]:
    package = Path(grader.__file__).resolve().parent
    return package / "course", package.parent


def is_part_id(text: str) -> bool:
    """Return whether `text` may be a part's ID: `exercise_2_3_1`."""
    return _PART.fullmatch(text) is not None


def _read(path: Path, *, default: str | None = None) -> str:
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        if default is not None:
            return default
        raise SpecError(f"{path} is missing") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SpecError(f"{path} cannot be read: {error}") from None
    for number, line in enumerate(text.split("\n"), start=1):
        if blank := _BLANK.search(line):
            raise SpecError(f"{path}, line {number} is still to be written: {blank[0]}")
    return text


def _load_exercise(path: Path) -> Exercise:
    _read(path)
    try:
        names = runpy.run_path(str(path))
    except Exception as error:
        raise SpecError(f"{path}: {type(error).__name__}: {error}") from error
    exercise = names.get("EXERCISE")
    if not isinstance(exercise, Exercise):
        raise SpecError(f"{path} does not bind EXERCISE to an Exercise")
    return exercise


def _decoded_exercise(path: Path) -> Exercise:
    data = _read(path).encode()
    try:
        return decode_exercise(data)
    except SpecError as error:
        raise SpecError(f"{path}: {error}") from None
