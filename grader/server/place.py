"""Where a user's warm servers listen: a folder that nobody else may enter, and in it a socket for each installation."""

from __future__ import annotations

import contextlib
import os
import socket
import stat
import struct
import sys
import zlib
from typing import TYPE_CHECKING, Final

import grader

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Place", "PlaceError", "identity", "is_own"]

_CREDENTIALS: Final = struct.Struct("iII")
"""Process, user and group, as the kernel tells them."""

_DEPENDS: Final = (
    "GRADER_CACHE", "HOME", "XDG_CACHE_HOME", "LD_LIBRARY_PATH", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE",
)  # fmt: skip
"""Variables that a warm process has for good: a call with others needs another."""


class PlaceError(Exception):
    """There is no folder here that is safe to listen in; the message says why."""


def identity() -> str:
    """Return what a server and its caller must have in common: the interpreter, the grader's code, the cache."""
    package = os.path.dirname(grader.__file__)
    parts = [grader.__version__, sys.executable, sys.version, package, *_stamps(package)]
    parts += [f"{name}={os.environ.get(name)}" for name in _DEPENDS]
    text = os.fsencode("\0".join(parts))
    # No attack: whoever could choose these files could do anything. `hashlib` would cost a call 4 ms.
    return f"{zlib.crc32(text):08x}{zlib.adler32(text):08x}"


class Place:
    """The folder of this user's servers, held open: what is in it is found however long its path is."""

    def __init__(self, name: str) -> None:
        """Make the folder if need be; `name` is an identity.

        Raises:
            PlaceError: it cannot be made, is somebody else's, or others may enter it.
        """
        self.folder = _folder()
        self.name = name
        try:
            with contextlib.suppress(FileExistsError):
                os.mkdir(self.folder, 0o700)
            self._descriptor = os.open(
                self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
            )
        except OSError as error:
            raise PlaceError(f"{self.folder} cannot be used: {error.strerror}") from None
        found = os.fstat(self._descriptor)
        if found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & 0o077:
            os.close(self._descriptor)
            raise PlaceError(
                f"{self.folder} is not this user's alone; remove it, or name another in XDG_RUNTIME_DIR"
            )

    def path(self, ending: str) -> str:
        """Return a path, short enough for a socket, of this installation's file with this ending."""
        return f"/proc/self/fd/{self._descriptor}/{self.name}.{ending}"

    def connect(self) -> socket.socket | None:
        """Return a connection to the server, or None where none listens.

        Raises:
            PlaceError: what listens there is another user's.
        """
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.connect(self.path("sock"))
        except OSError:
            connection.close()
            return None
        if not is_own(connection):
            connection.close()
            raise PlaceError(f"what listens in {self.folder} is another user's")
        return connection

    def others(self) -> Iterator[str]:
        """Yield the names of all servers that are, or were, in this folder."""
        for name in sorted(os.listdir(self._descriptor)):
            if name.endswith(".sock"):
                yield name.removesuffix(".sock")


def is_own(connection: socket.socket) -> bool:
    """Tell whether this user is at the other end, outside of any sandbox: with the same user namespace as this process."""
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    process, user, _ = _CREDENTIALS.unpack(credentials)
    try:
        return user == os.geteuid() and os.stat(f"/proc/{process}/ns/user") == os.stat("/proc/self/ns/user")
    except OSError:
        return False


def _folder() -> str:
    given = os.environ.get("XDG_RUNTIME_DIR")
    if given and os.path.isabs(given):
        return os.path.join(given, "tensorflow-course-grader")
    return os.path.join(os.environ.get("TMPDIR") or "/tmp", f"tensorflow-course-grader-{os.geteuid()}")  # noqa: S108


def _stamps(folder: str) -> Iterator[str]:
    """Yield name, size and time of every file of the grader's own code."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name in {"__pycache__", "course"}:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _stamps(entry.path)
            else:
                found = entry.stat()
                yield f"{entry.name} {found.st_size} {found.st_mtime_ns}"
