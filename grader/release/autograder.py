"""What Gradescope receives: a zip with the grader and the whole course, which stay where submissions are graded."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from grader.catalogue import Course
from grader.data import origins
from grader.release.archive import write_zip
from grader.release.folder import new_folder, render
from grader.release.wheel import pins, write_wheel
from grader.report.gradescope import not_graded

if TYPE_CHECKING:
    from grader.data import DataSource

__all__ = ["write_autograder"]

_PROGRAMS: Final = ("setup.sh", "run_autograder")


def write_autograder(folder: Path, part_ids: tuple[str, ...], *, course: Course, source: DataSource) -> None:
    """Make `folder`, new or empty, hold `autograder.zip` for these parts, with the data of `source`.

    The zip holds the reference solutions: it is for Gradescope, and for nobody else.

    Raises:
        UsageError: the folder cannot be written, or the course is a release.
        SpecError: a part is written wrongly.
    """
    course.require_solutions()
    with new_folder(folder) as draft, tempfile.TemporaryDirectory(prefix="grade-autograder-") as name:
        root = Path(name)
        maximum = _copy_course(part_ids, course, source, Course(root / "course"))
        (root / "constraints.txt").write_text(pins(), "utf-8")
        (root / "not-graded.json").write_bytes(not_graded())
        python = f"python{sys.version_info.major}.{sys.version_info.minor}"
        wheel = write_wheel(root)
        for program in _PROGRAMS:
            text = render(f"{program}.jinja", python=python, wheel=wheel)
            (root / program).write_text(text, "utf-8", newline="\n")
        members = {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }
        write_zip(draft / "autograder.zip", members, programs=_PROGRAMS)
        readme = render("gradescope.md.jinja", maximum=maximum, parts=part_ids, python=python)
        (draft / "README.md").write_text(readme, "utf-8")


def _copy_course(part_ids: tuple[str, ...], course: Course, source: DataSource, copy: Course) -> int:
    """Copy the parts and their data, and return the most points that they give together."""
    for folder in (copy.exercises, copy.solutions, copy.fixtures):
        folder.mkdir(parents=True)
    maximum = 0
    for part_id in part_ids:
        part = course.part(part_id)
        (copy.solutions / f"{part_id}.py").write_text(part.solution, "utf-8", newline="\n")
        shutil.copytree(
            course.exercises / part_id, copy.exercises / part_id, ignore=shutil.ignore_patterns("__pycache__")
        )
        for name in part.exercise.files:
            for path in origins(name, source, course.fixtures):
                shutil.copyfile(path, copy.fixtures / path.name)
        maximum += sum(check.points for check in part.exercise.checks)
    titles = course.exercises / "course.toml"
    if titles.is_file():
        shutil.copyfile(titles, copy.exercises / titles.name)
    return maximum
