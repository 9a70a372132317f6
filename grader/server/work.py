"""One call in its own process, forked from the warm server: the command line as ever, with everything loaded."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import tempfile
import threading
from typing import IO, TYPE_CHECKING, Final

from grader.server.messages import ANSWERING, ENDED, INTERRUPT

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from grader.sandbox.process import ZygoteProcess
    from grader.server.messages import Call

__all__ = ["Warm", "work"]

_ERROR: Final = 2


class Warm:
    """What the warm server lends to a call."""

    def __init__(self, zygote: ZygoteProcess, connection: socket.socket) -> None:
        self.zygote = zygote
        self._connection = connection

    def answering(self) -> None:
        """Say that the call begins to write its answer: from now on nobody else may give it."""
        with contextlib.suppress(OSError):
            self._connection.send(ANSWERING)


def work(
    call: Call,
    streams: list[int],
    connection: socket.socket,
    zygote: ZygoteProcess,
    main: Callable[[list[str], Warm], None],
) -> int:
    """Become the caller in everything that its call depends on, do the call, and tell its exit status."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, theirs in enumerate(streams):
        os.dup2(theirs, number)
        os.close(theirs)
    sys.stdin, sys.stdout, sys.stderr = map(_stream, range(len(streams)), call.encodings)
    os.environ.clear()
    os.environ.update(call.environment)
    tempfile.tempdir = None
    os.umask(call.umask)
    threading.Thread(target=_listen, args=(connection,), daemon=True).start()
    status = 1
    try:
        os.chdir(call.cwd)
        main(call.words, Warm(zygote, connection))
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1 if ended.code else 0
    for output in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            output.flush()
    with contextlib.suppress(OSError):
        connection.send(ENDED + bytes([status]))
    return status


def _stream(number: int, how: list[str]) -> IO[str]:
    """Return one of the three streams, buffered as Python has them."""
    encoding, errors = how
    by_line = number == _ERROR or (number > 0 and os.isatty(number))
    mode = "w" if number else "r"
    return open(number, mode, 1 if by_line else -1, encoding, errors, closefd=False)


def _listen(connection: socket.socket) -> None:
    """Interrupt the call when the user does, or when its caller is gone."""
    with contextlib.suppress(OSError):
        while connection.recv(1) == INTERRUPT:
            os.kill(os.getpid(), signal.SIGINT)
    os.kill(os.getpid(), signal.SIGINT)
