"""`grade ID [PATH]`: grade what a learner wrote."""

from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from grader.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.status import Status

    from grader.results import Exhibit, Graded, PartResult
    from grader.server.work import Warm
    from grader.submission import Found

__all__ = ["complete_target", "run"]

_EXIT: Final = {Outcome.PASSED: 0, Outcome.FAILED: 1, Outcome.ERRORED: 3}
_UNREADABLE: Final = 2


def complete_target(ctx: click.Context, param: click.Parameter | None, incomplete: str) -> list[str]:
    """Return the IDs that begin with `incomplete`, for the shell."""
    from grader.catalogue import find_course  # noqa: PLC0415 - only a shell that completes waits for it

    del ctx, param
    return [name for name in find_course().groups() if name.startswith(incomplete)]


@click.command()
@click.argument("target", metavar="ID", shell_complete=complete_target)
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    default="grade-report",
    show_default=True,
    metavar="DIR",
    help="Folder for the report, HTML and JSON.",
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Write the JSON report here as well; - for standard output, and nothing else on it.",
)
@click.option(
    "--gradescope",
    "gradescope_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the results here as well, as Gradescope reads them.",
)
@click.option("--course", type=click.Path(path_type=Path), metavar="DIR", help="Grade another course.")
@click.option(
    "--feedback",
    is_flag=True,
    help="Write each notebook back, with fresh outputs and a card above each part.",
)
@click.option("--strict", is_flag=True, help="Refuse to grade where a layer of confinement is missing.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors; the exit code tells.")
@click.option("--no-server", is_flag=True, help="Neither ask the warm server nor begin one.")
@click.pass_obj
def run(
    warm: Warm | None,
    target: str,
    path: Path,
    *,
    report: Path,
    json_file: Path | None,
    gradescope_file: Path | None,
    course: Path | None,
    feedback: bool,
    strict: bool,
    quiet: bool,
    no_server: bool,
) -> int:
    """Grade the parts that ID means: a part, a lesson, a chapter, or all.

    PATH is a file, or a folder with exercise_2_3_1.py (or .ipynb) for each part, or exercise_2_3.py with its cells
    marked. Exit code: 0 all passed, 1 something failed, 2 a mistake in the call, 3 a fault of the grader.
    """
    from grader.catalogue import find_course  # noqa: PLC0415
    from grader.data import cache_folder, find_source  # noqa: PLC0415
    from grader.grade import grade  # noqa: PLC0415
    from grader.sandbox.supervisor import Supervisor  # noqa: PLC0415

    del no_server  # It is looked at before the command line is read.
    began = time.monotonic()
    found_course = find_course(course)
    part_ids = found_course.resolve(target)
    found = _find(path, part_ids, must_find=gradescope_file is None)
    source = find_source(found_course.fixtures)
    cache = cache_folder()
    folder = path if path.is_dir() else path.parent
    hidden = (*found_course.secrets, cache, folder)
    notebooks = any(each.is_notebook for each in found.submissions.values())
    with (
        Supervisor(
            cache=cache,
            hidden=hidden,
            strict=strict,
            notebooks=notebooks,
            warm=warm.zygote if warm is not None else None,
        ) as supervisor,
        _progress(quiet=quiet) as tell,
    ):
        if warm is None:
            tell("loading TensorFlow")
        supervisor.start()
        parts = tuple(found_course.part(part_id) for part_id in part_ids)
        supervisor.ready()
        tell(f"grading {target}")
        graded = grade(
            target,
            parts,
            found.submissions,
            course=found_course,
            source=source,
            supervisor=supervisor,
            progress=lambda part, done, total: tell(f"ran {part}, {done} of {total}"),
            unreadable={part: str(error) for part, error in found.unreadable.items()},
        )
    if warm is not None:
        warm.answering()
    _answer(graded, report=report, json_file=json_file, quiet=quiet)
    if gradescope_file is not None:
        _write_results(graded, gradescope_file, time.monotonic() - began)
    if feedback:
        _write_feedback(graded, report)
    for error in dict.fromkeys(found.unreadable.values()):
        click.echo(f"error: {error}", err=True)
    if found.unreadable and graded.report.outcome is not Outcome.ERRORED:
        return _UNREADABLE
    return _EXIT[graded.report.outcome]


def _find(path: Path, part_ids: tuple[str, ...], *, must_find: bool) -> Found:
    """Find the submissions; where none `must` be found, what is wrong with the files becomes the report."""
    from grader.errors import SubmissionError  # noqa: PLC0415
    from grader.submission import Found, find_submissions  # noqa: PLC0415

    try:
        return find_submissions(path, part_ids)
    except SubmissionError as error:
        if must_find:
            raise
        return Found(submissions={}, unreadable=dict.fromkeys(part_ids, error))


def _write_results(graded: Graded, path: Path, seconds: float) -> None:
    from grader.report.gradescope import render_gradescope  # noqa: PLC0415
    from grader.report.write import write_file  # noqa: PLC0415

    write_file(path, render_gradescope(graded, seconds=seconds))


def _answer(graded: Graded, *, report: Path, json_file: Path | None, quiet: bool) -> None:
    """Print the answer, then write it down."""
    from grader.report.machine import render_json  # noqa: PLC0415
    from grader.report.write import write_file, write_report  # noqa: PLC0415

    to_stdout = json_file is not None and str(json_file) == "-"
    if not quiet and not to_stdout:
        from rich.console import Console  # noqa: PLC0415

        from grader.report.terminal import render_terminal  # noqa: PLC0415

        render_terminal(graded, Console(highlight=False))
    if json_file is not None and not to_stdout:
        write_file(json_file, render_json(graded.report))
    elif to_stdout:
        sys.stdout.buffer.write(render_json(graded.report))
    page, _ = write_report(graded, report)
    if not quiet and not to_stdout:
        click.echo(f"Report: {page}")


def _write_feedback(graded: Graded, folder: Path) -> None:
    """Write a feedback notebook beside the report for every notebook that was graded."""
    from grader.feedback import feedback_notebook  # noqa: PLC0415
    from grader.report.write import write_file  # noqa: PLC0415

    by_file: dict[str, list[tuple[PartResult, Exhibit]]] = {}
    for part, exhibit in zip(graded.report.parts, graded.exhibits, strict=True):
        if part.submission is not None and exhibit.begins:
            by_file.setdefault(part.submission, []).append((part, exhibit))
    for name, parts in by_file.items():
        path = folder / f"{Path(name).stem}.feedback.ipynb"
        write_file(path, feedback_notebook(Path(name), parts))
        click.echo(f"Feedback: {path}", err=True)
    if not by_file:
        click.echo("no feedback notebook: nothing that was graded is a notebook", err=True)


@contextlib.contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show on stderr what is under way: a moving line on a terminal, plain lines elsewhere."""
    if quiet:
        yield _Teller(None, plain=False)
    elif sys.stderr.isatty():
        from rich.console import Console  # noqa: PLC0415

        with Console(stderr=True).status("starting") as status:
            yield _Teller(status, plain=False)
    else:
        yield _Teller(None, plain=True)


class _Teller:
    def __init__(self, status: Status | None, *, plain: bool) -> None:
        self._status = status
        self._plain = plain

    def __call__(self, words: str) -> None:
        if self._status is not None:
            self._status.update(words)
        elif self._plain:
            click.echo(words, err=True)
