"""A call of `grade` as the warm server answers it. Imports little: it is all that a warm call's own process has to load."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

from grader.sandbox.environment import ONE_THREAD
from grader.server.messages import (
    ANSWERING,
    ENDED,
    INTERRUPT,
    LOADING,
    QUEUED,
    REFUSED,
    Call,
    Question,
    encodings,
    send,
)
from grader.server.place import Place, PlaceError, identity

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

__all__ = ["answer", "ask"]

_START_SECONDS: Final = 10.0
"""For a new server to listen: it loads TensorFlow later."""

_FAULT: Final = 3
_TELLS: Final = {LOADING: "loading TensorFlow", QUEUED: "waiting for other calls"}


def answer(words: list[str]) -> int | None:
    """Have the warm server do a call, with this process's streams; return its exit status.

    Where there is no server it is begun. None says that the call must be done here: none can be begun, and the user is
    told why; or the server ended before it began to answer.
    """
    _fill_streams()
    said: set[bytes] = set()
    try:
        name = identity()
        place = Place(name)
        connection = place.connect()
        if connection is None:
            said.add(LOADING)
            _tell(LOADING, words)
            connection = _begin(place)
    except (PlaceError, OSError) as error:
        if _talks(words):
            why = error.strerror if isinstance(error, OSError) else error
            print(f"grading without the warm server: {why}", file=sys.stderr)
        return None
    with connection:
        return _followed(connection, words, name, said)


def _fill_streams() -> None:
    """Have something at the numbers of the three streams where they are closed: else the next file would get them."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _talks(words: list[str]) -> bool:
    return "-q" not in words and "--quiet" not in words


def _tell(word: bytes, words: list[str]) -> None:
    if _talks(words):
        print(_TELLS[word], file=sys.stderr, flush=True)


def ask(question: str) -> dict[str, float] | None:
    """Return what the server says to a question, or None where there is none."""
    import json  # noqa: PLC0415

    try:
        connection = Place(identity()).connect()
        if connection is None:
            return None
        with connection:
            send(connection, Question(question))
            data = b"".join(iter(lambda: connection.recv(1 << 16), b""))
        return json.loads(data) if data else None
    except (PlaceError, OSError):
        return None


def _begin(place: Place) -> socket.socket:
    """Begin a server and return a connection to it; raise PlaceError where it does not listen in time."""
    with open(place.path("log"), "wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "grader.cli.serve"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            # It is forked for every call: it must have no other threads.
            env={**os.environ, **ONE_THREAD},
            start_new_session=True,
        )
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if (connection := place.connect()) is not None:
            return connection
        if process.poll() not in {None, 0}:  # With 0, another call's server was quicker.
            break
        time.sleep(0.005)
    raise PlaceError(f"it did not begin to listen; {place.folder}/{place.name}.log may say why")


def _followed(connection: socket.socket, words: list[str], name: str, said: set[bytes]) -> int | None:
    """Send the call, pass on Ctrl-C, and wait for the end; tell what the server says and is not among what is `said`."""
    mask = os.umask(0o077)
    os.umask(mask)
    call = Call(name, words, os.getcwd(), mask, dict(os.environ), encodings())
    with _interrupts(connection):
        try:
            send(connection, call)
            while word := connection.recv(1):
                if word == REFUSED:
                    return None
                if word == ENDED:
                    return connection.recv(1)[0]
                if word in _TELLS and word not in said:
                    _tell(word, words)
                said.add(word)
        except (OSError, IndexError):
            pass
    if ANSWERING not in said:
        return None
    print(
        "error: the warm server's process was ended while it answered; give the same command again",
        file=sys.stderr,
    )
    return _FAULT


@contextlib.contextmanager
def _interrupts(connection: socket.socket) -> Iterator[None]:
    """Tell the call's process when the user presses Ctrl-C; a second time ends this one."""

    def interrupt(number: int, frame: object) -> None:
        del number, frame
        signal.signal(signal.SIGINT, before)
        with contextlib.suppress(OSError):
            connection.send(INTERRUPT)

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
