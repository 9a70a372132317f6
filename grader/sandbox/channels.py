"""The sockets between a notebook's kernel and its client: made before the kernel is confined, which can make none."""

from __future__ import annotations

import os
import secrets
import socket
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jupyter_client.connect import KernelConnectionInfo

__all__ = ["Channels", "Listeners", "connection"]

_PORTS: Final = range(1, 5)
_STEM: Final = "channel"
_BACKLOG: Final = 4


class Listeners:
    """What a kernel needs: a listening socket's descriptor for each of Jupyter's channels, and the key that signs messages."""

    def __init__(self, key: str, numbers: list[int]) -> None:
        self.key = key
        self.numbers = numbers

    def on(self, port: int) -> int:
        """Return the descriptor of the socket that listens on `port`."""
        return self.numbers[port - 1]


class Channels:
    """Listening sockets in a run's folder, and the folder, from which a way leads through its mount namespace to any file."""

    def __init__(self, folder: str) -> None:
        self._folder = os.open(folder, os.O_PATH | os.O_DIRECTORY)
        numbers: list[int] = []
        for port in _PORTS:
            listener = socket.socket(socket.AF_UNIX)
            # A path may be longer than an address.
            listener.bind(f"/proc/self/fd/{self._folder}/{_STEM}-{port}")
            listener.listen(_BACKLOG)
            listener.settimeout(0)
            numbers.append(listener.detach())
        self.listeners = Listeners(secrets.token_hex(16), numbers)

    @property
    def folder(self) -> int:
        """A descriptor of the folder, good in any mount namespace."""
        return self._folder

    def close(self) -> None:
        """Close the sockets and the folder in this process."""
        for number in (*self.listeners.numbers, self._folder):
            os.close(number)


def connection(key: str) -> KernelConnectionInfo:
    """Return what Jupyter's connection file would hold, for a process that is in the run's folder.

    There is no heartbeat: the warden sees whether the kernel lives.
    """
    return {
        "transport": "ipc",
        "ip": _STEM,
        "key": key,
        "signature_scheme": "hmac-sha256",
        "shell_port": 1,
        "iopub_port": 2,
        "stdin_port": 3,
        "control_port": 4,
    }
