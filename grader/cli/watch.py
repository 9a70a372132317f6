"""`grade ID --watch`: grades at every save, and tells what has changed since the last time."""

from __future__ import annotations

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
_SETTLE_MILLISECONDS: Final = 50
"""An editor writes a file in several steps."""


def watch_path(target: str, path: Path, *, report: Path, course: Path | None, strict: bool) -> int:
    """Grade now and at every save until Ctrl-C, and return the last exit code; a mistake in the call ends it at once."""
    words = [target, str(path), "--report", str(report), *(["--course", str(course)] if course else [])]
    words += ["--strict"] if strict else []
    with tempfile.TemporaryDirectory(prefix="grade-watch-") as folder:
        file = Path(folder) / "report.json"
        status, before = _grade(words, file)
        if status == _CALL_MISTAKE and before is None:
            return status
        click.echo(f"watching {path}; Ctrl-C ends it", err=True)
        try:
            for _ in _saves(path):
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


def _saves(path: Path) -> Iterator[None]:
    """Yield whenever a submission was saved, also by an editor that puts a new file in the place of the old one."""
    from watchfiles import watch  # noqa: PLC0415

    folder = path if path.is_dir() else path.parent
    for changes in watch(folder, step=_SETTLE_MILLISECONDS, recursive=False, raise_interrupt=True):
        saved = {Path(name) for _, name in changes}
        if any(each.suffix in _KINDS and (path.is_dir() or each.name == path.name) for each in saved):
            yield


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
