"""`grade list`, `grade show ID`, `grade start ID`: look at the course, and begin."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.run import complete_target
from grader.errors import SpecError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.catalogue import Course

__all__ = ["list_", "show", "start"]

_course_option = click.option(
    "--course",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Use another course than the grader's own.",
)


@click.command("list")
@_course_option
def list_(course: Path | None) -> None:
    """List the chapters, lessons and parts of the course."""
    from grader.catalogue import find_course  # noqa: PLC0415

    found = find_course(course)
    for name, parts in found.groups().items():
        if name.startswith("chapter_"):
            click.echo(f"\n{name}  {found.titles.get(name, '')}".rstrip())
        elif name.startswith("exercise_") and parts != (name,):
            click.echo(f"  {name}  {found.titles.get(name, '')}".rstrip())
        elif parts == (name,):
            click.echo(f"    {name}  {_title(found, name)}")


def _title(course: Course, name: str) -> str:
    try:
        return course.part(name).exercise.title
    except SpecError as error:
        return f"(it cannot be loaded: {error})"


@click.command()
@click.argument("target", metavar="ID", shell_complete=complete_target)
@_course_option
def show(target: str, course: Path | None) -> None:
    """Show what the parts of ID ask for."""
    from grader.catalogue import find_course  # noqa: PLC0415

    found = find_course(course)
    asked = [ast.get_docstring(ast.parse(found.part(name).stub)) or "" for name in found.resolve(target)]
    click.echo("\n\n".join(asked))


@click.command()
@click.argument("target", metavar="ID", shell_complete=complete_target)
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), default=".", metavar="DIR", help="Write them here."
)
@click.option("--notebook", is_flag=True, help="Write one notebook a lesson, for Jupyter.")
@_course_option
def start(target: str, folder: Path, course: Path | None, *, notebook: bool) -> None:
    """Write the stubs of ID, to be filled in. A file that is already there is kept."""
    from grader.catalogue import find_course  # noqa: PLC0415

    found = find_course(course)
    if notebook:
        from grader.lesson import lesson_notebooks  # noqa: PLC0415

        files = lesson_notebooks(found, target)
    else:
        files = _scripts(found, target)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files:
            path = folder / name
            try:
                with path.open("x", encoding="utf-8") as file:
                    file.write(text)
            except FileExistsError:
                click.echo(f"kept {path}, which is already there")
            else:
                click.echo(f"wrote {path}")
    except OSError as error:
        raise UsageError(
            f"cannot write to {folder}: {error.strerror}; name another folder with --to"
        ) from None
    click.echo(f"Fill in the blanks, ____, then: grade {target} {folder}")


def _scripts(course: Course, target: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each part's script."""
    for name in course.resolve(target):
        yield f"{name}.py", course.part(name).stub
