"""`grade batch SUBMISSIONS --out DIR`, and what is done later with the store that it leaves."""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from grader.cli.progress import show_counts
from grader.cli.run import complete_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.batch.batch import Batch
    from grader.batch.cluster import ClusterHands
    from grader.batch.coordinator import Counts
    from grader.batch.hands import Hands
    from grader.export import Shape
    from grader.intake import Intake

__all__ = ["batch", "export_", "override", "regrade", "report"]

_ERRORED: Final = 3
_SHAPES: Final = ("canvas", "moodle", "gradescope", "junit", "json", "csv")
_CONVENTIONS: Final = ("folders", "flat", "canvas", "moodle", "gradescope", "github")
_SHOWN: Final = 20

_OUT = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default="class-report",
    show_default=True,
    metavar="DIR",
    help="Folder for the pages, the gradebook and the store.",
)
_STORE = click.option(
    "--store", metavar="URL", help="Another store than the one in DIR: sqlite or postgresql."
)
_COURSE = click.option("--course", type=click.Path(path_type=Path), metavar="DIR", help="Another course.")
_QUIET = click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors; the exit code tells.")


@click.command()
@click.argument("submissions", type=click.Path(path_type=Path))
@_OUT
@click.option(
    "--roster",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help="Who belongs to the class: names, IDs, logins, e-mail addresses.",
)
@click.option(
    "--exercise",
    "targets",
    multiple=True,
    metavar="ID",
    shell_complete=complete_target,
    help="Grade the class on this part, lesson or chapter, or all; may be repeated. "
    "[default: the lessons that anybody handed in]",
)
@click.option(
    "--convention",
    type=click.Choice(_CONVENTIONS),
    help="How files and folders are named, where the names themselves mislead.",
)
@click.option(
    "--export",
    "shapes",
    type=click.Choice(_SHAPES),
    multiple=True,
    help="Write the gradebook in this shape, too; may be repeated.",
)
@_STORE
@_COURSE
@click.option(
    "--scheduler", metavar="ADDRESS", help="Run on the workers of this Dask cluster: tcp://host:8786."
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Runs at a time. [default: one a core]")
@click.option("--watch", is_flag=True, help="Go on with whatever arrives, until Ctrl-C.")
@click.option("--strict", is_flag=True, help="Refuse to grade where a layer of confinement is missing.")
@_QUIET
def batch(
    submissions: Path,
    *,
    out: Path,
    roster: Path | None,
    targets: tuple[str, ...],
    convention: str | None,
    shapes: tuple[str, ...],
    store: str | None,
    course: Path | None,
    scheduler: str | None,
    jobs: int | None,
    watch: bool,
    strict: bool,
    quiet: bool,
) -> int:
    """Grade a class: a folder, a zip or a tar of submissions, or a learning platform's bulk download.

    Whatever was graded before is not graded again; stopped, the same command goes on. Exit code: 0 everything was
    graded, whatever the grades, 2 a mistake in the call, 3 a fault of the grader.
    """
    from grader.batch.watch import changes  # noqa: PLC0415
    from grader.errors import UsageError  # noqa: PLC0415
    from grader.export import Shape  # noqa: PLC0415
    from grader.intake import Convention  # noqa: PLC0415
    from grader.intake.names import clean  # noqa: PLC0415

    _require_apart(submissions, out)
    named = Convention(convention) if convention else None
    wanted = tuple(map(Shape, shapes))
    with _opened(out, store, course, alone=True) as opened:
        opened.choose(targets)
        with _hands(opened, (submissions, out), jobs, scheduler, strict=strict) as hands:

            def grade() -> int:
                _say("reading the submissions", quiet=quiet)
                intake = opened.take_in(submissions, roster=roster, convention=named)
                if not quiet:
                    _tell_intake(intake)
                if not intake.learners and not watch:
                    raise UsageError(
                        f"{clean(str(submissions))} holds no learner's submission; "
                        "give each learner a folder, or begin the files' names with the learners'"
                    )
                return _graded(opened, hands, out, wanted, quiet=quiet)

            arrivals = changes(submissions)
            status = grade()
            if not watch:
                return status
            with contextlib.suppress(KeyboardInterrupt):
                for _ in arrivals:
                    try:
                        status = grade()
                    except UsageError as error:  # What is half there now may be whole the next time.
                        click.echo(f"error: {error}", err=True)
    return status


@click.command()
@click.argument("targets", metavar="[ID]...", nargs=-1, shell_complete=complete_target)
@_OUT
@click.option(
    "--again", is_flag=True, help="Run the learners' code again, too, and not only what has changed."
)
@_STORE
@_COURSE
@click.option("--strict", is_flag=True, help="Refuse to grade where a layer of confinement is missing.")
@_QUIET
def regrade(
    targets: tuple[str, ...],
    *,
    out: Path,
    again: bool,
    store: str | None,
    course: Path | None,
    strict: bool,
    quiet: bool,
) -> int:
    """Grade a class anew from the store, without its submissions: after a spec or a solution was changed.

    Where the spec alone has changed, kept evidence is checked again and no learner's code runs. With IDs, --again
    concerns these parts alone. Exit code as for `grade batch`.
    """
    with _opened(out, store, course, alone=True) as opened:
        if again:
            opened.forget(targets)
        with _hands(opened, (out,), strict=strict) as hands:
            return _graded(opened, hands, out, (), quiet=quiet)


@click.command()
@_OUT
@_STORE
@_COURSE
@_QUIET
def report(out: Path, store: str | None, course: Path | None, *, quiet: bool) -> int:
    """Write a class's pages and its gradebook anew from the store, and run nothing."""
    with (
        _opened(out, store, course, alone=False) as opened,
        _hands(opened, (out,)) as hands,
    ):
        written = opened.write(out, hands)
    _say(f"{written} learners' pages had changed\nReport: {out / 'index.html'}", quiet=quiet)
    return 0


@click.command(name="export")
@click.argument("shape", type=click.Choice(_SHAPES))
@_OUT
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, allow_dash=True),
    default="-",
    metavar="FILE",
    help="[default: standard output]",
)
@_STORE
@_COURSE
def export_(shape: str, out: Path, target: Path, store: str | None, course: Path | None) -> int:
    """Write a class's gradebook in the shape that another system reads."""
    from grader.export import Shape  # noqa: PLC0415
    from grader.report.write import write_file  # noqa: PLC0415

    with _opened(out, store, course, alone=False) as opened:
        data = opened.export(Shape(shape))
    if str(target) == "-":
        sys.stdout.buffer.write(data)
    else:
        write_file(target, data)
    return 0


@click.command()
@click.argument("learner")
@click.argument("part", metavar="PART", shell_complete=complete_target)
@click.argument("points", metavar="POINTS|none")
@click.option("--why", required=True, metavar="WORDS", help="The reason; the learner's page shows it.")
@_OUT
@_STORE
@_COURSE
def override(
    learner: str, part: str, points: str, *, why: str, out: Path, store: str | None, course: Path | None
) -> int:
    """Give a LEARNER points of a PART by hand; `none` takes them back.

    LEARNER is the key in gradebook.csv, an ID, a login or an e-mail address. It stays whatever is graded later.
    """
    try:
        number = None if points == "none" else float(points)
    except ValueError:
        raise click.UsageError(f'"{points}" is no number of points; "none" takes an override back') from None
    with (
        _opened(out, store, course, alone=False) as opened,
        _hands(opened, (out,)) as hands,
    ):
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        opened.override(learner, part, number, why=why, time=now)
        opened.write(out, hands)
    return 0


@contextlib.contextmanager
def _opened(out: Path, store: str | None, course: Path | None, *, alone: bool) -> Iterator[Batch]:
    """Yield the batch of an output folder; `alone` makes what is missing and keeps other batches out."""
    from grader.batch.batch import STORE, Batch  # noqa: PLC0415
    from grader.catalogue import find_course  # noqa: PLC0415
    from grader.data import cache_folder, find_source  # noqa: PLC0415
    from grader.errors import UsageError  # noqa: PLC0415
    from grader.store import Database  # noqa: PLC0415

    found = find_course(course)
    path = out / STORE
    if not alone and store is None and not path.exists():
        raise UsageError(f"{out} holds no {STORE}; `grade batch SUBMISSIONS --out {out}` makes it")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{out} cannot be made: {error.strerror}; name another folder with --out") from None
    with Database(store or f"sqlite:///{path.resolve()}", alone=alone) as database:
        yield Batch(found, find_source(found.fixtures), database, cache_folder())


@contextlib.contextmanager
def _hands(
    opened: Batch,
    hidden: tuple[Path, ...],
    jobs: int | None = None,
    scheduler: str | None = None,
    *,
    strict: bool = False,
) -> Iterator[Hands]:
    from grader.batch.hands import LocalHands, cores  # noqa: PLC0415

    places = tuple(path.resolve() for path in hidden)
    if scheduler is not None:
        cluster = _cluster_hands()
        with cluster(opened.setting(places, strict=strict), scheduler) as hands:
            yield hands
        return
    with LocalHands(opened.setting(places, strict=strict), jobs or cores()) as hands:
        yield hands


def _cluster_hands() -> type[ClusterHands]:
    from grader.errors import UsageError  # noqa: PLC0415

    try:
        from grader.batch.cluster import ClusterHands  # noqa: PLC0415
    except ModuleNotFoundError:
        raise UsageError("--scheduler needs Dask: pip install 'tensorflow-course-grader[cluster]'") from None
    return ClusterHands


def _require_apart(submissions: Path, out: Path) -> None:
    from grader.errors import UsageError  # noqa: PLC0415

    if out.resolve().is_relative_to(submissions.resolve()):
        raise UsageError(
            f"{out} is inside {submissions}, and would be read as submissions; name another --out"
        )


def _graded(opened: Batch, hands: Hands, out: Path, shapes: tuple[Shape, ...], *, quiet: bool) -> int:
    """Grade what has no result, write all of the output folder, and return the exit code."""
    with show_counts(quiet=quiet) as tell:
        counts = opened.grade(hands, tell)
    _say("writing the pages", quiet=quiet)
    opened.write(out, hands, shapes)
    if not quiet:
        _tell_counts(counts, out)
    return _ERRORED if counts.errored else 0


def _say(words: str, *, quiet: bool) -> None:
    if not quiet:
        click.echo(words, err=True)


def _tell_intake(intake: Intake) -> None:
    attempts = sum(len(learner.attempts) for learner in intake.learners)
    click.echo(f"{len(intake.learners)} learners, {attempts} attempts ({intake.reason})", err=True)
    for problem in intake.problems[:_SHOWN]:
        click.echo(f"  {problem.line}", err=True)
    if len(intake.problems) > _SHOWN:
        click.echo(f"  and {len(intake.problems) - _SHOWN} more; the class page lists them", err=True)


def _tell_counts(counts: Counts, out: Path) -> None:
    click.echo(
        f"{counts.handed_in} submissions, {counts.total} different: {counts.passed} passed, {counts.failed} failed, "
        f"{counts.errored} errored, {counts.reused} graded before; {counts.runs} runs"
    )
    if counts.errored:
        click.echo("errored is the grader's own fault; the same command tries those again", err=True)
    click.echo(f"Report: {out / 'index.html'}")
