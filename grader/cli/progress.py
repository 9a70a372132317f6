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
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[words]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("grading", total=None, words="loading TensorFlow")
        rate = _Rate()

        def tell(counts: Counts, part: str) -> None:
            words = f"{counts.failed} failed, {counts.errored} errored, {rate.words(counts)} {part}"
            bar.update(task, total=counts.total, completed=counts.done, words=words)

        yield tell


class _Rate:
    """Submissions a second, since the first was graded."""

    def __init__(self) -> None:
        self._began = 0.0

    def words(self, counts: Counts) -> str:
        graded = counts.done - counts.reused
        if not self._began and graded:
            self._began = time.monotonic()
        seconds = time.monotonic() - self._began
        return f"{graded / seconds:.1f} a second" if self._began and seconds > 1 else ""


class _Plain:
    """Prints a line at most every few seconds."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._rate = _Rate()
        self._next = 0.0

    def __call__(self, counts: Counts, part: str) -> None:
        words = self._rate.words(counts)
        if self._quiet or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _SECONDS
        click.echo(
            f"{counts.done} of {counts.total}: {counts.failed} failed, {counts.errored} errored; {words} {part}",
            err=True,
        )
