"""`grade ID [PATH]`: grade what a learner wrote."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from grader.cli.call import EXIT, Call
from grader.results import Outcome

if TYPE_CHECKING:
    from grader.results import Exhibit, Graded, PartResult
    from grader.server.work import Warm

__all__ = ["complete_target", "run"]

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
@click.option("--no-report", is_flag=True, help="Write no page; the answer is what is printed, or the JSON.")
@click.option("--watch", is_flag=True, help="Grade at every save, and tell what has changed, until Ctrl-C.")
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
    no_report: bool,
    watch: bool,
    no_server: bool,
) -> int:
    """Grade the parts that ID means: a part, a lesson, a chapter, or all.

    PATH is a file, or a folder with exercise_2_3_1.py (or .ipynb) for each part, or exercise_2_3.py with its cells
    marked. Exit code: 0 all passed, 1 something failed, 2 a mistake in the call, 3 a fault of the grader.
    """
    del no_server  # It is looked at before the command line is read.
    began = time.monotonic()
    if watch:
        from grader.cli.watch import watch_path  # noqa: PLC0415

        return watch_path(target, path, report=report, course=course, strict=strict)
    call = Call(target, path, course=course, strict=strict, must_find=gradescope_file is None)
    graded, found = call.grade(warm, quiet=quiet)
    if warm is not None:
        warm.answering()
    _answer(graded, report=None if no_report else report, json_file=json_file, quiet=quiet)
    if gradescope_file is not None:
        _write_results(graded, gradescope_file, time.monotonic() - began)
    if feedback:
        _write_feedback(graded, report)
    for error in dict.fromkeys(found.unreadable.values()):
        click.echo(f"error: {error}", err=True)
    if found.unreadable and graded.report.outcome is not Outcome.ERRORED:
        return _UNREADABLE
    return EXIT[graded.report.outcome]


def _write_results(graded: Graded, path: Path, seconds: float) -> None:
    from grader.report.gradescope import render_gradescope  # noqa: PLC0415
    from grader.report.write import write_file  # noqa: PLC0415

    write_file(path, render_gradescope(graded, seconds=seconds))


def _answer(graded: Graded, *, report: Path | None, json_file: Path | None, quiet: bool) -> None:
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
    if report is None:
        return
    sys.stdout.flush()  # The answer does not wait for the page.
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
