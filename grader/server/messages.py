"""What a call of `grade` and the warm server say to each other, on a socket between two processes of one user."""

from __future__ import annotations

import json
import os
import socket
import sys
from typing import Final, NamedTuple

__all__ = [
    "ANSWERING", "BEGUN", "ENDED", "INTERRUPT", "LOADING", "QUEUED", "REFUSED", "Call", "Question", "encodings", "receive",
    "send",
]  # fmt: skip

LOADING: Final = b"l"
"""The call has to wait until TensorFlow is loaded."""
QUEUED: Final = b"q"
"""It has to wait for other calls."""

BEGUN: Final = b"b"
"""The call's own process works at it."""
ANSWERING: Final = b"a"
"""From now on it writes where the user sees it."""
ENDED: Final = b"e"
"""It has ended; the exit status follows, one byte."""
REFUSED: Final = b"r"
"""The server has other code, or cannot grade; the caller does it itself."""
INTERRUPT: Final = b"i"
"""From the caller: the user pressed Ctrl-C."""

_STREAMS: Final = 3
_MOST_BYTES: Final = 1 << 22


class Call(NamedTuple):
    """All that a call depends on beside its three streams, which go with it."""

    identity: str
    words: list[str]
    cwd: str
    umask: int
    environment: dict[str, str]
    encodings: list[list[str]]
    """The encoding, and what is done with errors, of standard input, output and error."""


class Question(NamedTuple):
    """`status` or `stop`."""

    asks: str


def send(connection: socket.socket, message: Call | Question) -> None:
    """Send a call with this process's streams, or a question."""
    data = json.dumps([type(message).__name__, message]).encode("utf-8", "surrogatepass")
    head = len(data).to_bytes(4, "big")
    socket.send_fds(connection, [head], range(_STREAMS) if isinstance(message, Call) else [])
    connection.sendall(data)


def receive(connection: socket.socket) -> tuple[Call | Question, list[int]]:
    """Return what the other end asks for, and the streams of a call.

    Raises:
        ValueError: it is no such message.
        OSError: the other end is silent or gone.
    """
    head, descriptors, _, _ = socket.recv_fds(connection, 4, _STREAMS)
    try:
        length = int.from_bytes(head, "big")
        if len(head) != len(b"size") or length > _MOST_BYTES:
            raise ValueError("no message")  # noqa: TRY301
        return _decoded(_whole(connection, length), len(descriptors)), list(descriptors)
    except BaseException:
        for descriptor in descriptors:
            os.close(descriptor)
        raise


def _decoded(data: bytes, streams: int) -> Call | Question:
    try:
        kind, fields = json.loads(data.decode("utf-8", "surrogatepass"))
        if kind == Question.__name__ and streams == 0:
            return Question(*fields)
        if kind == Call.__name__ and streams == _STREAMS:
            return Call(*fields)
    except (ValueError, TypeError, RecursionError) as error:
        raise ValueError("no message") from error
    raise ValueError("no message")


def _whole(connection: socket.socket, length: int) -> bytes:
    data = b""
    while len(data) < length:
        piece = connection.recv(length - len(data))
        if not piece:
            raise ValueError("half a message")
        data += piece
    return data


def encodings() -> list[list[str]]:
    """Return the encodings of this process's streams."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return [
        [stream.encoding, stream.errors or "strict"] if stream else ["utf-8", "replace"] for stream in streams
    ]
