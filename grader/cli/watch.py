"""`grade ID --watch`: grades at every save, and tells what has changed since the last time."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
import msgspec

from grader.results import Outcome, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["changes_between", "watch_path"]

_KINDS: Final = (".py", ".ipynb")
_CALL_MISTAKE: Final = 2
_LOOK_MILLISECONDS: Final = 500
_SETTLE_MILLISECONDS: Final = 50
"""An editor writes a file in several steps."""


def watch_path(target: str, path: Path, *, report: Path, course: Path | None, strict: bool) -> int:
    """Grade now and at every save until Ctrl-C, and return the last exit code; a mistake in the call ends it at once."""
    words = [target, str(path), "--report", str(report), *(["--course", str(course)] if course else [])]
    words += ["--strict"] if strict else []
    with tempfile.TemporaryDirectory(prefix="grade-watch-") as folder:
        file = Path(folder) / "report.json"
        saves = _Saves(path)
        saves.taken()
        status, before = _grade(words, file)
        if status == _CALL_MISTAKE and before is None:
            return status
        click.echo(f"watching {path}; Ctrl-C ends it", err=True)
        try:
            for _ in saves:
                saves.taken()
                click.echo()
                status, now = _grade(words, file)
                if now is not None:
                    for line in changes_between(before, now):
                        click.echo(line)
                    before = now
        except KeyboardInterrupt:
            click.echo(err=True)
    return status


def _grade(words: list[str], file: Path) -> tuple[int, Report | None]:
    """Grade as the same call without `--watch` does; return its exit code, and the report where there is one."""
    file.unlink(missing_ok=True)
    command = [sys.executable, "-m", "grader", "run", *words, "--json", str(file)]
    status = subprocess.run(command, check=False).returncode
    if not file.exists():
        return status, None
    return status, msgspec.json.decode(file.read_bytes(), type=Report)


class _Saves:
    """The submissions under a path, as they were when they were last graded."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamps: dict[str, tuple[int, int, int]] = {}

    def taken(self) -> None:
        """What is there now is about to be graded."""
        self._stamps = self._now()

    def __iter__(self) -> Iterator[None]:
        """Yield whenever one was saved since, also by an editor that puts a new file in the place of the old one."""
        from watchfiles import watch  # noqa: PLC0415

        folder = self._path if self._path.is_dir() else self._path.parent
        # It also yields when nothing happens: what was saved before it began to watch is seen then.
        for _ in watch(
            folder,
            step=_SETTLE_MILLISECONDS,
            rust_timeout=_LOOK_MILLISECONDS,
            yield_on_timeout=True,
            recursive=False,
            raise_interrupt=True,
        ):
            now = self._now()
            if now and now != self._stamps:
                yield

    def _now(self) -> dict[str, tuple[int, int, int]]:
        paths = self._path.iterdir() if self._path.is_dir() else (self._path,)
        found = {}
        for path in paths:
            with contextlib.suppress(OSError):
                if path.suffix in _KINDS or path == self._path:
                    status = path.stat()
                    found[path.name] = (status.st_mtime_ns, status.st_size, status.st_ino)
        return found


def changes_between(before: Report | None, now: Report) -> list[str]:
    """Return what has changed from one report to the next, a line each."""
    was = {
        (part.exercise, check.id): check.outcome
        for part in (before.parts if before is not None else ())
        for check in part.checks
    }
    lines = []
    for part in now.parts:
        for check in part.checks:
            earlier = was.get((part.exercise, check.id))
            if earlier in {None, check.outcome}:
                continue
            if check.outcome is Outcome.PASSED:
                lines.append(f"  now passes: {part.exercise}, {check.id}")
            elif earlier is Outcome.PASSED:
                lines.append(f"  passed before: {part.exercise}, {check.id}")
    score = sum(part.score for part in before.parts) if before is not None else now.score
    lines.append(
        f"since last time: {now.score - score:+} points"
        if score != now.score
        else "since last time: the same points"
    )
    return lines
