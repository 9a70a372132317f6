"""The supervisor: starts the zygote, sends it runs, bounds what comes back, and turns it into evidence."""

from __future__ import annotations

import contextlib
import os
import selectors
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import msgspec

from grader.errors import EvidenceError, SandboxError, UsageError
from grader.evidence import Cell, Evidence, Frame, Missing, Probe, decode_frame
from grader.limits import FRAME_BYTES, Limits, Stopped
from grader.sandbox.environment import zygote_environment
from grader.sandbox.landlock import readable_paths
from grader.sandbox.layers import LAYERS
from grader.sandbox.protocol import (
    END_RUN,
    START_RUN,
    Ready,
    RunEnd,
    RunRequest,
    decode_end,
    decode_ready,
    encode,
)

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["Job", "Supervisor"]

_READY_SECONDS: Final = 180.0
_GRACE_SECONDS: Final = 75.0
"""Beyond a run's wall time: the set-up's time, and the warden's to end everything."""

_CLOSE_SECONDS: Final = 5.0
_STATUS_BYTES: Final = 1 << 20


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One run to be made: a submission's cells after a set-up, in one world."""

    cells: tuple[Cell, ...]
    setup: str
    files: tuple[tuple[str, Path], ...]
    """Names in the working directory, and the files that are copied there."""
    probes: tuple[Probe, ...]
    seed: int
    limits: Limits


class Supervisor:
    """The trusted side of the sandbox. `run` may be called from several threads; close it, or use it in a `with`.

    `hidden` are the folders that no run may see: the course, the caches, the submissions. `layers` are put on
    where they work here; `strict` refuses to run where one of them does not.
    """

    def __init__(
        self,
        *,
        cache: Path,
        hidden: tuple[Path, ...] = (),
        strict: bool = False,
        layers: tuple[str, ...] = LAYERS,
    ) -> None:
        self._cache = cache
        self._hidden = tuple(str(path.resolve()) for path in hidden)
        self._readable = readable_paths(self._hidden)
        self._strict = strict
        self._layers = layers
        self._lock = threading.Lock()
        self._zygote: _Zygote | None = None
        self._live: set[_Run] = set()
        self._aborted = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the zygote, and return while it still imports."""
        with self._lock:
            if self._zygote is None:
                self._zygote = _Zygote(self._cache)

    def ready(self) -> Ready:
        """Wait until the zygote can be forked; return what it found works here.

        Raises:
            SandboxError: it ended, or did not get ready in time.
            UsageError: a layer is missing and the supervisor is strict.
        """
        ready = self._living().ready()
        missing = [f"{name} ({reason})" for name, reason in ready.missing if name in self._layers]
        if self._strict and missing:
            raise UsageError(
                f"--strict: this machine lacks {', '.join(missing)}; `grade doctor` says more, "
                "and without --strict the run goes on with what there is"
            )
        return ready

    def isolation(self) -> tuple[str, ...]:
        """Return the names of the layers that every run is put under, outermost first."""
        works = dict(self.ready().layers)
        return tuple(layer for layer in self._layers if layer in works)

    def run(self, job: Job) -> Evidence:
        """Run `job` in a new worker and return its evidence. A fault of ours is tried once more.

        Raises:
            SandboxError: the run failed twice before any learner's code could have caused it.
        """
        try:
            return self._run(job)
        except SandboxError:
            return self._run(job)

    def abort(self) -> None:
        """End every run under way, and let none begin: whoever waits for one gets a `SandboxError`, soon."""
        with self._lock:
            self._aborted = True
            for run in self._live:
                run.end()

    def close(self) -> None:
        """End the zygote. Call it when no run is under way."""
        with self._lock:
            if self._zygote is not None:
                self._zygote.close()
                self._zygote = None

    def _living(self) -> _Zygote:
        with self._lock:
            if self._zygote is not None and not self._zygote.alive():
                self._zygote.close()
                self._zygote = None
            if self._zygote is None:
                self._zygote = _Zygote(self._cache)
            return self._zygote

    def _run(self, job: Job) -> Evidence:
        layers = self.isolation()
        zygote = self._living()
        folder = Path(tempfile.mkdtemp(prefix="grade-run-"))
        try:
            for name in ("work", "tmp"):
                (folder / name).mkdir()
            for name, source in job.files:
                shutil.copyfile(source, folder / "work" / name)
            request = RunRequest(
                folder=str(folder.resolve()),
                setup=job.setup,
                cells=job.cells,
                probes=job.probes,
                seed=job.seed,
                limits=job.limits,
                layers=layers,
                readable=self._readable,
                hidden=self._hidden,
            )
            run = _Run(zygote, request)
            with self._lock:
                if self._aborted:
                    raise SandboxError("the run was called off")
                self._live.add(run)
            try:
                return run.evidence()
            finally:
                with self._lock:
                    self._live.discard(run)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


class _Zygote:
    """One zygote process and the socket to it."""

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
        self._ready: Ready | None = None
        self._lock = threading.Lock()

    def alive(self) -> bool:
        return self._process.poll() is None

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

    def send(self, descriptors: list[int]) -> None:
        with self._lock:
            try:
                socket.send_fds(self._control, [START_RUN], descriptors)
            except OSError as error:
                raise SandboxError(f"the zygote is gone: {error}\n{self._last_words()}") from None

    def kill(self) -> None:
        self._process.kill()

    def close(self) -> None:
        self._control.close()
        try:
            self._process.wait(_CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

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


class _Run:
    """One run: four channels read until their ends, each bounded."""

    def __init__(self, zygote: _Zygote, request: RunRequest) -> None:
        self._zygote = zygote
        self._request = request
        self._received: dict[str, bytearray] = {
            name: bytearray() for name in ("evidence", "stdout", "stderr", "status")
        }
        self._bounds = {
            "evidence": FRAME_BYTES,
            "stdout": request.limits.output_bytes,
            "stderr": request.limits.output_bytes,
            "status": _STATUS_BYTES,
        }
        self._flooded: str | None = None
        self._status: socket.socket | None = None
        self._ended = False

    def end(self) -> None:
        """Ask the warden, from another thread, to end the run."""
        self._ended = True
        if self._status is not None:
            with contextlib.suppress(OSError):
                self._status.send(END_RUN)

    def evidence(self) -> Evidence:
        begun = time.monotonic()
        self._exchange()
        seconds = time.monotonic() - begun
        if self._ended:
            raise SandboxError("the run was called off")
        end = decode_end(bytes(self._received["status"]))
        if end.fault is not None:
            raise SandboxError(f"the run failed before the learner's code: {end.fault}")
        return self._evidence(end, seconds)

    def _exchange(self) -> None:
        """Start the run and read its channels until all have ended."""
        with contextlib.ExitStack() as stack:
            readers: dict[str, int] = {}
            theirs: dict[str, int] = {}
            for name in ("evidence", "stdout", "stderr"):
                readers[name], theirs[name] = os.pipe()
                stack.callback(os.close, readers[name])
            status, other = socket.socketpair()
            stack.enter_context(status)
            self._status = status
            readers["status"] = status.fileno()
            with other, tempfile.TemporaryFile() as request:
                request.write(encode(self._request))
                request.flush()
                request.seek(0)
                try:
                    self._zygote.send(
                        [
                            request.fileno(),
                            theirs["evidence"],
                            other.fileno(),
                            theirs["stdout"],
                            theirs["stderr"],
                        ]
                    )
                finally:
                    for number in theirs.values():
                        os.close(number)
            if self._ended:  # while it was being started
                self.end()
            self._read(readers, status)

    def _read(self, readers: dict[str, int], status: socket.socket) -> None:
        deadline = time.monotonic() + self._request.limits.wall_seconds + _GRACE_SECONDS
        with selectors.DefaultSelector() as selector:
            for name, number in readers.items():
                selector.register(number, selectors.EVENT_READ, name)
            while selector.get_map():
                left = deadline - time.monotonic()
                if left <= 0:
                    self._zygote.kill()
                    raise SandboxError("the warden did not end the run in time")
                for key, _ in selector.select(left):
                    try:
                        piece = os.read(key.fd, 1 << 16)
                    except ConnectionResetError:  # The warden ended without reading what was sent to it.
                        piece = b""
                    if not piece:
                        selector.unregister(key.fd)
                    else:
                        self._take(str(key.data), piece, status)

    def _take(self, name: str, piece: bytes, status: socket.socket) -> None:
        received = self._received[name]
        room = (
            self._bounds[name] + 1 - len(received)
        )  # One more than allowed tells too much from just enough.
        received += piece[: max(0, room)]
        if len(received) > self._bounds[name] and self._flooded is None:
            self._flooded = name
            with contextlib.suppress(OSError):
                status.send(END_RUN)

    def _evidence(self, end: RunEnd, seconds: float) -> Evidence:
        stopped = end.stopped
        if self._flooded is not None:
            # Too much on the evidence pipe was not printed: it is a frame that does not decode.
            stopped = None if self._flooded == "evidence" else Stopped.OUTPUT
        frame: Frame | None = None
        if stopped is None:
            with contextlib.suppress(EvidenceError):
                frame = decode_frame(bytes(self._received["evidence"]), facts=len(self._request.probes))
        return Evidence(
            cells=self._request.cells,
            setup=self._request.setup,
            probes=self._request.probes,
            facts=frame.facts if frame is not None else tuple(Missing() for _ in self._request.probes),
            complete=frame is not None,
            error=frame.error if frame is not None else None,
            stopped=stopped,
            exit_status=end.exit_status,
            stdout=self._text("stdout"),
            stderr=self._text("stderr"),
            wall_seconds=seconds,
        )

    def _text(self, name: str) -> str:
        return bytes(self._received[name][: self._bounds[name]]).decode(errors="replace")
