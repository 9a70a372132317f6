"""What learners receive: stubs, notebooks, the grader, and a course that grades without its solutions."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import msgspec

from grader.catalogue import Course
from grader.data import DataSource, World, origins
from grader.errors import UsageError
from grader.kept import Reference, keep_reference, keep_suspects
from grader.lesson import lesson_notebooks
from grader.own import Own, Release
from grader.release.folder import new_folder, render
from grader.release.wheel import pins, write_wheel
from grader.runner import data_digests, runtime
from grader.specfile import encode_exercise, without_answers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from grader.catalogue import Part
    from grader.mistakes import Suspect
    from grader.runner import Runner

__all__ = ["write_release"]


def write_release(
    folder: Path,
    part_ids: tuple[str, ...],
    *,
    course: Course,
    source: DataSource,
    runner: Runner,
    tell: Callable[[str, int, int], None],
) -> None:
    """Make `folder`, new or empty, a release of these parts, with the data of `source`.

    `tell` is told of each part how many of how many of its programs have been run.

    Raises:
        UsageError: the folder cannot be written, or the course is itself a release.
        SpecError: a part is written wrongly, or its solution does not run to its end.
        SandboxError: a program could not be run.
    """
    course.require_solutions()
    parts = [course.part(part_id) for part_id in part_ids]
    own = Own(course, source, runner)
    with new_folder(folder) as draft, runner.pool() as pool:
        released = Course(draft / "course")
        released.fixtures.mkdir(parents=True)
        _copy_data({name for part in parts for name in part.exercise.files}, course, source, released)
        under_way = [
            {world: pool.submit(own.reference, part, world) for world in part.worlds} for part in parts
        ]
        for part, references in zip(parts, under_way, strict=True):
            total = len(references) + len(part.exercise.mistakes)
            tell(part.id, 0, total)
            files = data_digests(part, course, source)
            left = {
                world: Reference({name: digest for name, at, digest in files if at is world}, run.result())
                for world, run in references.items()
            }
            suspects = own.suspects(part, left[World.PUBLIC].evidence, pool)
            _write_part(released.exercises / part.id, part, left, suspects)
            tell(part.id, total, total)
        titles = course.exercises / "course.toml"
        if titles.is_file():
            shutil.copyfile(titles, released.exercises / titles.name)
        released.release_file.write_bytes(
            msgspec.json.format(msgspec.json.encode(Release(runtime=runtime())), indent=2) + b"\n"
        )
        _require_whole(released, parts, runner)
        _write_surroundings(draft, released)


def _write_part(
    folder: Path, part: Part, left: dict[World, Reference], suspects: tuple[Suspect, ...]
) -> None:
    """Write one part, given what the reference solution left in each world, and how the known mistakes show."""
    evidence = folder / "evidence"
    evidence.mkdir(parents=True)
    for world, reference in left.items():
        keep_reference(evidence, world, reference)
    keep_suspects(evidence, suspects)
    texts = {"stub.py": part.stub, "setup.py": part.setup, "hidden.py": part.hidden_setup}
    for name, text in texts.items():
        if text is not None:
            (folder / name).write_text(text, "utf-8", newline="\n")
    exercise = without_answers(part.exercise, left[World.PUBLIC].evidence)
    (folder / "spec.json").write_bytes(encode_exercise(exercise))


def _copy_data(names: set[str], course: Course, source: DataSource, released: Course) -> None:
    wanted = {name: origins(name, source, course.fixtures) for name in sorted(names)}
    for paths in wanted.values():
        for path in paths:
            shutil.copyfile(path, released.fixtures / path.name)
    for name, paths in wanted.items():
        there = origins(name, _data_of(released), released.fixtures)
        if len(there) != len(paths):
            raise UsageError(
                f"{source.name} holds {name} but not {there[-1].name}, of which it is an extract; "
                "put both there, or neither"
            )


def _data_of(released: Course) -> DataSource:
    return DataSource(released.fixtures, "fixtures", "fixtures")


def _require_whole(released: Course, parts: list[Part], runner: Runner) -> None:
    """Read back what a learner's grader will, from the data that it will have."""
    own = Own(released, _data_of(released), runner)
    for part in parts:
        found = released.part(part.id)
        for world in found.worlds:
            own.reference(found, world)


def _write_surroundings(folder: Path, released: Course) -> None:
    """Write all that is not the course: what to fill in, the grader, and how to begin."""
    for name in ("stubs", "notebooks"):
        (folder / name).mkdir()
    for part_id in released.part_ids:
        stub = released.part(part_id).stub
        (folder / "stubs" / f"{part_id}.py").write_text(stub, "utf-8", newline="\n")
    for name, text in lesson_notebooks(released, "all"):
        (folder / "notebooks" / name).write_text(text, "utf-8", newline="\n")
    (folder / "constraints.txt").write_text(pins(), "utf-8")
    first = released.part(released.part_ids[0])
    (folder / "README.md").write_text(
        render(
            "learners.md.jinja",
            title=released.titles.get("course", "Exercises"),
            wheel=write_wheel(folder),
            part=first.id,
            lesson=first.lesson,
            python=".".join(runtime()["python"].split(".")[:2]),
        ),
        "utf-8",
    )
