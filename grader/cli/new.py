"""`grade new ID`: begin a part of a course."""

from __future__ import annotations

import os
from pathlib import Path

import click

from grader.errors import UsageError

__all__ = ["new"]


@click.command()
@click.argument("part_id", metavar="ID")
@click.argument("title", metavar="[TITLE]", required=False)
@click.option(
    "--course",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The course's folder; it is made if it is not there. Otherwise GRADER_COURSE, or this folder.",
)
def new(part_id: str, title: str | None, course: Path | None) -> None:
    """Write a new part's files, with blanks to fill in: exercise_9_1_1 is part 1 of lesson 1 of chapter 9.

    A blank of yours is <<< what to write >>>; ____ is the learner's. When all of yours are filled in, `grade verify ID`
    proves the part.
    """
    from grader.catalogue import is_part_id  # noqa: PLC0415
    from grader.skeleton import part_files  # noqa: PLC0415

    if not is_part_id(part_id):
        raise UsageError(
            f'"{part_id}" is no ID of a part: it is exercise_CHAPTER_LESSON_PART, as in exercise_9_1_1'
        )
    if title is not None and (not title.isprintable() or '"' in title or "\\" in title):
        raise UsageError("a title is one line of text, without double quotes and backslashes")
    folder = course or _here()
    files = {folder / name: text for name, text in part_files(part_id, title).items()}
    if there := [path for path in files if path.exists()]:
        raise UsageError(f"{there[0]} is already there; choose another ID, or take it away first")
    try:
        for name in ("exercises", "solutions", "fixtures"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for path, text in files.items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            click.echo(f"wrote {path}")
    except OSError as error:
        raise UsageError(f"cannot write to {folder}: {error.strerror}") from None
    click.echo(
        f"Fill in the blanks, <<< >>>, then: grade verify {part_id}{f' --course {course}' if course else ''}\n"
        f"Titles of chapters and lessons go into {folder / 'exercises' / 'course.toml'}, under [titles]."
    )


def _here() -> Path:
    if named := os.environ.get("GRADER_COURSE"):
        return Path(named)
    if not Path("exercises").is_dir():
        raise UsageError("this folder holds no course, no exercises/; name one with --course DIR")
    return Path()
