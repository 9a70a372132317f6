"""`grade calibrate ID`: find the bands for what a part leaves to chance."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from grader.cli.progress import show_progress
from grader.cli.run import complete_target
from grader.errors import SpecError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from grader.bands import Calibration
    from grader.calibrate import Passes
    from grader.catalogue import Part

__all__ = ["calibrate"]

_FAILED: Final = 1


@click.command()
@click.argument("target", metavar="ID", shell_complete=complete_target)
@click.option("--course", type=click.Path(path_type=Path), metavar="DIR", help="Calibrate another course.")
@click.option(
    "--seeds",
    type=click.IntRange(min=2),
    default=100,
    show_default=True,
    help="How many seeds to measure with.",
)
@click.option(
    "--try",
    "others",
    type=click.IntRange(min=0),
    default=50,
    show_default=True,
    help="How many other seeds to try the bands with.",
)
def calibrate(target: str, course: Path | None, seeds: int, others: int) -> int:
    """Run the reference solutions that ID means with many seeds, and write bands.json beside each spec.

    A band is where a quantity that is left to chance, such as a loss after training, lies with the reference solution.
    The bands are tried with other seeds at once. Parts that leave nothing to chance are passed over.
    Exit code: 0 the solution passes with the other seeds, 1 it does not with some, 2 a mistake in the call.
    """
    from rich.console import Console  # noqa: PLC0415

    from grader.bands import banded_checks  # noqa: PLC0415
    from grader.calibrate import calibrate as measure  # noqa: PLC0415
    from grader.calibrate import passes_with  # noqa: PLC0415
    from grader.catalogue import find_course  # noqa: PLC0415
    from grader.data import cache_folder, find_source  # noqa: PLC0415
    from grader.runner import Runner  # noqa: PLC0415
    from grader.sandbox.supervisor import Supervisor  # noqa: PLC0415

    found = find_course(course)
    found.require_solutions()
    source = find_source(found.fixtures)
    cache = cache_folder()
    hidden = (*found.secrets, cache)
    console = Console(highlight=False)
    failed = False
    try:
        parts = [found.part(name, calibrated=False) for name in found.resolve(target)]
        parts = [part for part in parts if banded_checks(part.exercise)]
        if not parts:
            raise UsageError(f"nothing that {target} asks for is left to chance: there is no band to find")
        with Supervisor(cache=cache, hidden=hidden) as supervisor:
            runner = Runner(found, source, supervisor)
            for part in parts:
                with show_progress((part.id,)) as progress:
                    tell = functools.partial(progress, part.id)
                    made = measure(part, seeds, course=found, source=source, runner=runner, tell=tell)
                    calibrated = found.part(part.id)
                    fresh = range(made.last_seed + 1, made.last_seed + 1 + others)
                    passes = passes_with(calibrated, fresh, runner=runner, tell=tell)
                _show(calibrated, made, found.bands_file(part.id), console)
                _show_passes(passes, console)
                failed = failed or bool(passes.failures)
    except SpecError as error:  # Whoever calibrates is the author.
        raise UsageError(str(error)) from None
    return _FAILED if failed else 0


def _show(part: Part, calibration: Calibration, path: Path, console: Console) -> None:
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from grader.bands import banded_checks  # noqa: PLC0415

    table = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True, title=part.id, title_justify="left"
    )
    for heading in ("check", "quantity"):
        table.add_column(heading, no_wrap=True)
    for heading in ("least", "median", "most", "may be"):
        table.add_column(heading, justify="right", no_wrap=True)
    for name, check in banded_checks(part.exercise).items():
        for band in check.bands:
            side = check.quantities[band.quantity].replace("_", " ")
            table.add_row(
                name,
                band.quantity,
                *(f"{value:g}" for value in (band.least, band.median, band.most)),
                f"{side} {check.bound(band.quantity):.4g}",
            )
    console.print(table)
    console.print(
        f"seeds {calibration.first_seed} to {calibration.last_seed}, {' and '.join(calibration.worlds)} world; wrote {path}",
        soft_wrap=True,
    )


def _show_passes(passes: Passes, console: Console) -> None:
    console.print(
        f"the reference solution passes with {passes.tried - len(passes.failures)} of {passes.tried} other seeds"
    )
    for failure in passes.failures:
        console.print(f"  {failure}", markup=False, soft_wrap=True)
