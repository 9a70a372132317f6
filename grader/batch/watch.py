"""Waiting for what arrives in a folder."""

from __future__ import annotations

import hashlib
import os
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["changes"]

_SECONDS: Final = 2.0


def changes(path: Path) -> Iterator[None]:
    """Yield whenever a file or folder has changed since this call, and has been left alone for a moment."""
    return _changes(path, _state(path))


def _changes(path: Path, taken: str) -> Iterator[None]:
    seen = taken
    while True:
        time.sleep(_SECONDS)
        now = _state(path)
        # Whoever copies a file is not through with it while it grows.
        if now != taken and now == seen:
            taken = now
            yield
        seen = now


def _state(path: Path) -> str:
    """Return a digest of names, sizes and times."""
    digest = hashlib.sha256()
    for folder, folders, files in os.walk(path):
        folders.sort()
        for name in sorted(files):
            digest.update(_entry(os.path.join(folder, name)))  # noqa: PTH118 - many of them
    if not path.is_dir():
        digest.update(_entry(os.fspath(path)))
    return digest.hexdigest()


def _entry(name: str) -> bytes:
    try:
        status = os.lstat(name)
    except OSError:
        return b""
    return f"{name!r} {status.st_size} {status.st_mtime_ns}\n".encode()
