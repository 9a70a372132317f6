"""The page and the JSON as files."""

from __future__ import annotations

import contextlib
import errno
import re
from typing import TYPE_CHECKING, Final

from grader.errors import UsageError
from grader.files import write_whole
from grader.report.html import render_html
from grader.report.machine import render_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grader.results import Graded

__all__ = ["write_file", "write_report"]

_NAME_CHARACTERS: Final = 100
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")

_ADVICE: Final = {
    errno.ENOSPC: "free some space, or name a folder on another disk",
    errno.EDQUOT: "free some space, or name a folder on another disk",
    errno.EEXIST: "that is a file; name a folder",
    errno.ENOTDIR: "a part of that path is a file; name a folder",
}


def write_report(graded: Graded, folder: Path) -> tuple[Path, Path]:
    """Write `<target>.html` and `<target>.json`, make the folder if need be, and return both paths.

    A file is replaced whole or not at all. A target that is no plain file name has its other characters
    replaced by `_`, so nothing is written outside the folder. Raise `UsageError` if the folder cannot be written.
    """
    stem = _UNSAFE.sub("_", graded.report.target).lstrip(".")[:_NAME_CHARACTERS] or "report"
    page, machine = folder / f"{stem}.html", folder / f"{stem}.json"
    contents = {page: render_html(graded).encode(), machine: render_json(graded.report)}
    with _explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in contents.items():
            write_whole(path, content)
    return page, machine


def write_file(path: Path, content: bytes) -> None:
    """Write one file, whole or not at all; raise `UsageError` if it cannot be written."""
    with _explained(path):
        write_whole(path, content)


@contextlib.contextmanager
def _explained(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        advice = _ADVICE.get(error.errno or 0, "name a place that you may write to")
        raise UsageError(
            f'cannot write the report to "{place}": {error.strerror or error}; {advice}'
        ) from error
