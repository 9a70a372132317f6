"""What `verify` and `calibrate` show on stderr while they run programs of a part."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.verify import Telling

__all__ = ["show_progress"]


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
