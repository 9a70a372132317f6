"""One run as the supervisor sees it: five channels read until their ends, each bounded."""

from __future__ import annotations

import contextlib
import os
import selectors
import socket
import tempfile
import time
from typing import TYPE_CHECKING, Final

from grader.errors import EvidenceError, SandboxError
from grader.evidence import CellOutputs, Evidence, Frame, Missing, decode_frame, decode_record
from grader.limits import FRAME_BYTES, OUTPUTS_BYTES, Stopped
from grader.sandbox.protocol import END_RUN, Moments, RunEnd, RunRequest, decode_end, encode

if TYPE_CHECKING:
    from grader.sandbox.process import ZygoteProcess

__all__ = ["Run"]

_GRACE_SECONDS: Final = 75.0
"""Beyond a run's wall time: the set-up's time, and the warden's to end everything."""

_LAST_WORDS: Final = 1000

_STATUS_BYTES: Final = 1 << 20


class Run:
    """One run of one request. `end` may be called from another thread than `evidence`."""

    def __init__(self, zygote: ZygoteProcess, request: RunRequest, start: bytes) -> None:
        self._zygote = zygote
        self._start = start
        self._request = request
        self._received: dict[str, bytearray] = {
            name: bytearray() for name in ("evidence", "stdout", "stderr", "records", "status")
        }
        self._bounds = {
            "evidence": FRAME_BYTES,
            "stdout": request.limits.output_bytes,
            "stderr": request.limits.output_bytes,
            "records": OUTPUTS_BYTES,
            "status": _STATUS_BYTES,
        }
        self._flooded: str | None = None
        self._status: socket.socket | None = None
        self._ended = False
        self.moments = Moments()
        """When the run came how far; after `evidence`."""
        self.code_seconds = 0.0
        """What the worker says that the cells took: a claim."""

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
        self.moments = end.moments
        if end.fault is not None:
            said = self._text("stderr").strip()[-_LAST_WORDS:]
            raise SandboxError(f"the run failed before the learner's code: {end.fault}\n{said}".rstrip())
        return self._evidence(end, seconds)

    def _exchange(self) -> None:
        """Start the run and read its channels until all have ended."""
        with contextlib.ExitStack() as stack:
            readers: dict[str, int] = {}
            theirs: dict[str, int] = {}
            for name in ("evidence", "stdout", "stderr", "records"):
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
                        self._start,
                        [
                            request.fileno(),
                            theirs["evidence"],
                            other.fileno(),
                            theirs["stdout"],
                            theirs["stderr"],
                            theirs["records"],
                        ],
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
                self.code_seconds = frame.code_seconds
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
            outputs=self._outputs(),
            wall_seconds=seconds,
        )

    def _outputs(self) -> tuple[CellOutputs, ...]:
        """Return the records that came whole, up to the first that is none."""
        found: list[CellOutputs] = []
        *lines, _ = bytes(self._received["records"][:OUTPUTS_BYTES]).split(b"\n", len(self._request.cells))
        for line in lines:
            try:
                found.append(decode_record(line))
            except EvidenceError:
                break
        return tuple(found)

    def _text(self, name: str) -> str:
        return bytes(self._received[name][: self._bounds[name]]).decode(errors="replace")
