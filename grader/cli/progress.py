"""What commands show on stderr while they run many programs."""

from __future__ import annotations

import contextlib
import sys
import time
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.batch.coordinator import Counts, Tell
    from grader.verify import Telling

__all__ = ["show_counts", "show_progress"]

_SECONDS: Final = 5.0
"""Between two plain lines."""


@contextlib.contextmanager
def show_progress(part_ids: tuple[str, ...]) -> Iterator[Telling]:
    """Show on stderr what is under way: a bar on a terminal, a plain line a part elsewhere."""
    if not sys.stderr.isatty():
        yield _tell_plainly
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks = {part: bar.add_task(part, total=None, visible=False) for part in part_ids}

        def tell(part: str, done: int, total: int) -> None:
            bar.update(tasks[part], completed=done, total=total, visible=done < total)

        yield tell


def _tell_plainly(part: str, done: int, total: int) -> None:
    if done in {0, total}:
        click.echo(f"{'trying' if done == 0 else 'tried'} {part}: {total} programs", err=True)


@contextlib.contextmanager
def show_counts(*, quiet: bool) -> Iterator[Tell]:
    """Show how far the batch is: a bar on a terminal, a plain line now and then elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield _Plain(quiet=quiet)
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (BarColumn(), TextColumn("{task.fields[words]}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("grading", total=None, words="loading TensorFlow")
        rate = _Rate()

        def tell(counts: Counts) -> None:
            bar.update(task, total=counts.steps, completed=counts.steps_done, words=rate.words(counts))

        yield tell


class _Rate:
    """Says how far a batch is, and how fast."""

    def __init__(self) -> None:
        self._began = 0.0
        self._runs = 0

    def words(self, counts: Counts) -> str:
        """Return all of it in a line."""
        if not self._began and counts.runs:
            self._began, self._runs = time.monotonic(), counts.runs
        seconds = time.monotonic() - self._began
        rate = f", {(counts.runs - self._runs) / seconds:.1f} a second" if self._began and seconds > 1 else ""
        return (
            f"{counts.done} of {counts.total} graded, {counts.failed} failed, {counts.errored} errored, "
            f"{counts.runs} runs{rate}"
        )


class _Plain:
    """Prints a line at most every few seconds."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._rate = _Rate()
        self._next = 0.0

    def __call__(self, counts: Counts) -> None:
        words = self._rate.words(counts)
        if self._quiet or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _SECONDS
        left = 100 * counts.steps_done // counts.steps if counts.steps else 100
        click.echo(f"{left} %: {words}", err=True)
