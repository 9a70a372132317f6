"""The zygote as the supervisor sees it: a process and the socket to it."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from typing import TYPE_CHECKING, Final

from grader.errors import SandboxError, UsageError
from grader.sandbox.environment import zygote_environment
from grader.sandbox.protocol import Ready, decode_ready

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ZygoteProcess"]

_READY_SECONDS: Final = 180.0
_CLOSE_SECONDS: Final = 5.0


class ZygoteProcess:
    """One zygote, started at once. Its methods may be called from several threads.

    A fork of the process that started it may use it as well, but for `close`. `lifetime` is a descriptor that becomes
    readable when it ends.
    """

    def __init__(self, cache: Path) -> None:
        try:
            (cache / "matplotlib").mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(
                f"the cache {cache} cannot be written ({error.strerror}); name another folder with GRADER_CACHE"
            ) from None
        self._log = tempfile.TemporaryFile()
        self._control, other = socket.socketpair()
        with other:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "grader.sandbox.zygote", str(other.fileno())],
                pass_fds=[other.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                cwd="/",
                env=zygote_environment(cache),
            )
        self.pid = self._process.pid
        self.lifetime = os.pidfd_open(self.pid)
        self._ready: Ready | None = None
        self._lock = threading.Lock()

    def fileno(self) -> int:
        """Return the descriptor that becomes readable when it is ready."""
        return self._control.fileno()

    def alive(self) -> bool:
        return not self._ended(0)

    def ready(self) -> Ready:
        with self._lock:
            if self._ready is None:
                self._control.settimeout(_READY_SECONDS)
                try:
                    length = int.from_bytes(self._receive(4), "big")
                    self._ready = decode_ready(self._receive(length))
                except (OSError, SandboxError) as error:
                    raise SandboxError(f"the zygote did not start: {error}\n{self._last_words()}") from None
                self._control.settimeout(None)
                if self._ready.threads != 1:
                    # A forked copy of another thread's locks hangs: an op ran before the fork.
                    raise SandboxError(
                        f"the zygote has {self._ready.threads} threads, and only one may be forked"
                    )
            return self._ready

    def send(self, word: bytes, descriptors: list[int]) -> None:
        with self._lock:
            try:
                socket.send_fds(self._control, [word], descriptors)
            except OSError as error:
                raise SandboxError(f"the zygote is gone: {error}\n{self._last_words()}") from None

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.lifetime, signal.SIGKILL)
        self._ended(None)  # or the next run would still take it for living

    def close(self) -> None:
        self._control.close()
        try:
            self._process.wait(_CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()
        os.close(self.lifetime)

    def _ended(self, seconds: float | None) -> bool:
        poll = select.poll()
        poll.register(self.lifetime, select.POLLIN)
        return bool(poll.poll(seconds))

    def _receive(self, length: int) -> bytes:
        data = b""
        while len(data) < length:
            piece = self._control.recv(length - len(data))
            if not piece:
                raise SandboxError("it ended")
            data += piece
        return data

    def _last_words(self) -> str:
        self._log.seek(0)
        return self._log.read().decode(errors="replace")[-2000:]
