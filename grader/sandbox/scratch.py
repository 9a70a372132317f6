"""Removes a run's folder, whatever the run has made of it where no file system of its own held it."""

from __future__ import annotations

import contextlib
import os
import secrets
from typing import Final

__all__ = ["remove"]

_ROUNDS: Final = 20_000
"""More than a folder can be deep: the watchdog ends a run that makes so many."""


def remove(folder: str) -> None:
    """Remove `folder` with all that is in it, however deep it lies and whatever its modes are; follow no link.

    What lies in a folder inside is lifted to the top, until there are no folders inside: `shutil.rmtree` would need a
    call and a descriptor for each level, and permission. What cannot be removed is left.
    """
    with contextlib.suppress(OSError):
        top = _open(folder, None)
        try:
            for _ in range(_ROUNDS):
                if not (names := os.listdir(top)):
                    break
                for name in names:
                    if not _unlink(name, top):
                        _empty(name, top)
                        os.rmdir(name, dir_fd=top)
        finally:
            os.close(top)
        os.rmdir(folder)


def _empty(name: str, top: int) -> None:
    """Lift the folders in the folder `name` to `top`, under new names, and remove its files."""
    inside = _open(name, top)
    try:
        for child in os.listdir(inside):
            if not _unlink(child, inside):
                os.close(_open(child, inside))
                os.rename(child, secrets.token_hex(16), src_dir_fd=inside, dst_dir_fd=top)
    finally:
        os.close(inside)


def _unlink(name: str, parent: int) -> bool:
    """Remove what is no folder; return False for a folder."""
    try:
        os.unlink(name, dir_fd=parent)
    except IsADirectoryError:
        return False
    return True


def _open(name: str, parent: int | None) -> int:
    """Open a folder and make it its owner's to read and change."""
    found = os.open(name, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=parent)
    try:
        os.chmod(f"/proc/self/fd/{found}", 0o700)
        return os.open(f"/proc/self/fd/{found}", os.O_RDONLY | os.O_DIRECTORY)
    finally:
        os.close(found)
