"""`grade release DIR`: what learners receive, and what Gradescope does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.progress import show_progress
from grader.cli.run import complete_target
from grader.errors import UsageError

if TYPE_CHECKING:
    from grader.catalogue import Course
    from grader.data import DataSource

__all__ = ["release"]


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--exercise",
    "targets",
    metavar="ID",
    multiple=True,
    shell_complete=complete_target,
    help="Only this part, lesson or chapter; may be repeated.",
)
@click.option("--course", type=click.Path(path_type=Path), metavar="DIR", help="Release another course.")
@click.option(
    "--gradescope",
    is_flag=True,
    help="Write autograder.zip for Gradescope instead; it holds the solutions, and is not for learners.",
)
def release(folder: Path, targets: tuple[str, ...], course: Path | None, *, gradescope: bool) -> None:
    """Make DIR, a new or empty folder, what learners receive: stubs, notebooks, and a grader without solutions.

    It grades as the whole course does. In the place of the solutions it has what they leave behind; `grade verify`
    tells beforehand whether they are right.
    """
    from grader.catalogue import find_course  # noqa: PLC0415
    from grader.data import find_source  # noqa: PLC0415

    found = find_course(course)
    source = find_source(found.fixtures)
    wanted = {part for target in targets or ("all",) for part in found.resolve(target)}
    part_ids = tuple(part for part in found.part_ids if part in wanted)
    if not part_ids:
        raise UsageError(f"{found.folder} has no exercises")
    if gradescope:
        from grader.release import write_autograder  # noqa: PLC0415

        write_autograder(folder, part_ids, course=found, source=source)
        click.echo(f"wrote {folder / 'autograder.zip'}, with the solutions in it: for Gradescope alone")
    else:
        _for_learners(folder, part_ids, found, source)
        click.echo(
            f"wrote {folder}, {len(part_ids)} parts on the data of {source.name}, without their solutions"
        )
    click.echo(f"How to go on: {folder / 'README.md'}")


def _for_learners(folder: Path, part_ids: tuple[str, ...], course: Course, source: DataSource) -> None:
    from grader.data import cache_folder  # noqa: PLC0415
    from grader.release import write_release  # noqa: PLC0415
    from grader.runner import Runner  # noqa: PLC0415
    from grader.sandbox.supervisor import Supervisor  # noqa: PLC0415

    cache = cache_folder()
    with (
        Supervisor(cache=cache, hidden=(*course.secrets, cache)) as supervisor,
        show_progress(part_ids) as tell,
    ):
        write_release(
            folder,
            part_ids,
            course=course,
            source=source,
            runner=Runner(course, source, supervisor),
            tell=tell,
        )
