"""The server: one thread that waits for calls, forks a process for each, and ends when nobody has called for long."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import select
import socket
import time
from collections import deque
from typing import TYPE_CHECKING, Final

from grader.errors import SandboxError
from grader.server.messages import BEGUN, LOADING, QUEUED, REFUSED, Call, Question, receive
from grader.server.place import Place, identity, is_own

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.sandbox.process import ZygoteProcess

__all__ = ["IDLE_SECONDS", "Listener", "Server"]

IDLE_SECONDS: Final = 15 * 60.0

_HEADER_SECONDS: Final = 2.0
"""For a caller to say what it wants: nobody else is heard meanwhile."""

_BACKLOG: Final = 128
_STARTS: Final = 2


class Listener:
    """The listening socket of an installation, and the lock that says whose it is."""

    def __init__(self, place: Place) -> None:
        """Raises BlockingIOError where another server has it."""
        self._path = place.path("sock")
        self._lock = os.open(place.path("lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with contextlib.suppress(FileNotFoundError):
                os.unlink(self._path)  # a dead server's
            self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self.socket.bind(self._path)
            self.socket.listen(_BACKLOG)
        except BaseException:
            os.close(self._lock)
            raise

    def accept(self) -> socket.socket | None:
        """Return the next connection, or None for one that is no caller's of this user."""
        connection, _ = self.socket.accept()
        if is_own(connection):
            return connection
        connection.close()
        return None

    def forget(self) -> None:
        """Close it in a process that is not the server's: the server's end shall free it."""
        self.socket.close()
        os.close(self._lock)

    def close(self) -> None:
        """Take its name away, so that whoever comes now begins a new server, and turn away who came before."""
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._path)
        self.socket.settimeout(0)
        with contextlib.suppress(OSError):
            while True:
                self.socket.accept()[0].close()
        self.forget()


class _Waiting:
    """A call that waits for its turn."""

    def __init__(self, connection: socket.socket, call: Call, streams: list[int]) -> None:
        self.connection = connection
        self.call = call
        self.streams = streams

    def close(self) -> None:
        """Let go of it."""
        self.connection.close()
        for stream in self.streams:
            os.close(stream)


class Server:
    """Waits for calls. Each is done by a process of its own, forked from this one, which has everything loaded.

    `name` is the installation's identity, `start` begins a zygote, `work` does a call and returns its exit status. So many at a time as there are cores: the time limits of runs are made for a machine that is not crowded.
    """

    def __init__(
        self,
        name: str,
        listener: Listener,
        start: Callable[[], ZygoteProcess],
        work: Callable[[Call, list[int], socket.socket, ZygoteProcess], int],
        *,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        self._name = name
        self._listener = listener
        self._start = start
        self._work = work
        self._idle_seconds = idle_seconds
        self._zygote = start()
        self._starts = 1
        self._ready = False
        self._waiting: deque[_Waiting] = deque()
        self._children: dict[int, int] = {}
        self._most = len(os.sched_getaffinity(0))
        self._began = time.time()
        self._calls = 0
        self._stopping = False

    def serve(self) -> None:
        """Serve until it is told to stop, or nobody has called for long."""
        quiet_since = time.monotonic()
        while not (self._stopping and not self._children and not self._waiting):
            self._begin_waiting()
            self._sleep()
            if self._children or self._waiting:
                quiet_since = time.monotonic()
            elif time.monotonic() - quiet_since > self._idle_seconds:
                break
        self._listener.close()
        self._zygote.close()

    def _sleep(self) -> None:
        """Wait for a call, for a child's end, and for what the zygote has to say."""
        poll = select.poll()
        poll.register(self._listener.socket, select.POLLIN)
        poll.register(self._zygote.lifetime, select.POLLIN)
        if not self._ready:
            poll.register(self._zygote.fileno(), select.POLLIN)
        for child in self._children:
            poll.register(child, select.POLLIN)
        seconds = 1.0 if self._waiting else self._idle_seconds
        found = {number for number, _ in poll.poll(seconds * 1000 + 1)}
        for child in found & self._children.keys():
            os.waitid(os.P_PIDFD, child, os.WEXITED)
            os.close(child)
            del self._children[child]
        if self._zygote.lifetime in found:
            self._begin_zygote()
        elif not self._ready and self._zygote.fileno() in found:
            self._hear_zygote()
        if self._listener.socket.fileno() in found:
            self._accept()

    def _hear_zygote(self) -> None:
        try:
            self._zygote.ready()
            self._ready = True
            self._starts = 0
        except SandboxError:
            self._begin_zygote()

    def _begin_zygote(self) -> None:
        """Replace a zygote that has ended; where none gets ready, the callers shall see why for themselves."""
        self._ready = False
        self._zygote.close()
        self._zygote = self._start()
        self._starts += 1
        if self._starts > _STARTS:
            self._stopping = True
            while self._waiting:
                self._refuse(self._waiting.popleft())

    def _accept(self) -> None:
        connection = self._listener.accept()
        if connection is None:
            return
        connection.settimeout(_HEADER_SECONDS)
        try:
            message, streams = receive(connection)
        except (ValueError, OSError):
            connection.close()
            return
        connection.settimeout(None)
        if isinstance(message, Question):
            self._reply(connection, message)
            return
        waiting = _Waiting(connection, message, streams)
        # When the code has changed, this server is of no use to anybody any more.
        self._stopping = self._stopping or not message.identity == self._name == identity()
        if self._stopping:
            self._refuse(waiting)
            return
        if not self._ready or len(self._children) >= self._most:
            with contextlib.suppress(OSError):
                connection.send(QUEUED if self._ready else LOADING)
        self._waiting.append(waiting)

    def _reply(self, connection: socket.socket, question: Question) -> None:
        if question.asks == "stop":
            self._stopping = True
        said = {
            "pid": os.getpid(),
            "zygote": self._zygote.pid,
            "ready": self._ready,
            "calls": self._calls,
            "under_way": len(self._children),
            "seconds": time.time() - self._began,
        }
        with connection, contextlib.suppress(OSError):
            connection.sendall(json.dumps(said).encode())

    def _refuse(self, waiting: _Waiting) -> None:
        with contextlib.suppress(OSError):
            waiting.connection.send(REFUSED)
        waiting.close()

    def _begin_waiting(self) -> None:
        while self._ready and self._waiting and len(self._children) < self._most:
            self._begin(self._waiting.popleft())

    def _begin(self, waiting: _Waiting) -> None:
        self._calls += 1
        child = os.fork()
        if child == 0:
            self._listener.forget()
            for other in self._waiting:
                other.close()
            for number in self._children:
                os.close(number)
            status = 1
            with contextlib.suppress(BaseException):
                with contextlib.suppress(OSError):
                    waiting.connection.send(BEGUN)
                status = self._work(waiting.call, waiting.streams, waiting.connection, self._zygote)
            os._exit(status)
        self._children[os.pidfd_open(child)] = child
        waiting.close()
