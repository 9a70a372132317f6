"""The warden guards one run: it makes the nest for it, watches what it uses, and ends all of it.

It is forked from the zygote and runs no learner's code; where the run is a script's it waits for it already. The worker
is its child and, where the kernel grants namespaces, cannot see it. Ending the worker then ends the whole PID namespace;
elsewhere the warden, which inherits orphans, ends its descendants until none is left.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import time
from typing import TYPE_CHECKING, Final, NoReturn

from grader.limits import Stopped
from grader.sandbox import cgroup, namespaces, watchdog
from grader.sandbox.channels import Channels
from grader.sandbox.layers import NAMESPACES, WATCHDOG
from grader.sandbox.nest import Nest
from grader.sandbox.protocol import (
    BEGUN,
    CONFINED,
    SHOWS_TOO_MUCH,
    TIMED_OUT,
    Descriptors,
    Moments,
    RunEnd,
    RunRequest,
    decode_request,
    encode,
    read_all,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["guard", "wait"]

_TICK_SECONDS: Final = 0.02
_TICK_SECONDS_IN_GROUP: Final = 0.06
"""Where the kernel bounds memory and processes itself, a little above what the watchdog allows."""

_DISK_SECONDS: Final = 0.2
_SETUP_SECONDS: Final = 60.0
"""For the set-up, which is the author's and not the learner's."""

_FAULT_STATUS: Final = 70


def wait(orders: socket.socket, layers: tuple[str, ...]) -> NoReturn:
    """Make a nest for a script under `layers`, and guard the run whose descriptors come; where none does, exit."""
    os.setsid()
    made: Nest | OSError
    try:
        made = Nest(layers, _group(layers), orders.close)
    except OSError as error:
        made = error
    word, numbers, _, _ = socket.recv_fds(orders, 1, Descriptors.COUNT)
    orders.close()
    if word:
        _guard(Descriptors(numbers), lambda _: (_given(made), None))
    if isinstance(made, Nest):
        made.abandon()
    os._exit(0)


def guard(descriptors: Descriptors) -> NoReturn:
    """Guard the run of any request, in a nest that is made for it."""
    os.setsid()

    def make(request: RunRequest) -> tuple[Nest, _Client | None]:
        group = _group(request.layers)
        client = _Client(request, descriptors, group) if request.cell_seconds is not None else None

        def forget() -> None:
            descriptors.close()
            if client is not None:
                client.forget()

        return Nest(request.layers, group, forget), client

    _guard(descriptors, make)


def _group(layers: tuple[str, ...]) -> cgroup.ControlGroup | None:
    return cgroup.make() if WATCHDOG in layers else None


def _given(made: Nest | OSError) -> Nest:
    if isinstance(made, OSError):
        raise made
    return made


def _guard(descriptors: Descriptors, make: Callable[[RunRequest], tuple[Nest, _Client | None]]) -> NoReturn:
    """Run one request to its end, report how it ended on the status socket, and exit."""
    after = contextlib.ExitStack()
    try:
        end = _run(descriptors, make, after)
    except BaseException as error:  # noqa: BLE001 - whatever it is, the supervisor must hear of it
        end = RunEnd(exit_status=_FAULT_STATUS, fault=f"the warden failed: {type(error).__name__}: {error}")
    with contextlib.suppress(OSError):
        os.write(descriptors.status, encode(end))
        os.close(descriptors.status)
    # Nobody waits for this any more.
    with contextlib.suppress(OSError):
        after.close()
    os._exit(0)


def _run(
    descriptors: Descriptors,
    make: Callable[[RunRequest], tuple[Nest, _Client | None]],
    after: contextlib.ExitStack,
) -> RunEnd:
    taken = time.monotonic()
    request = decode_request(read_all(descriptors.request))
    nest, client = make(request)
    if nest.group is not None:
        nest.group.bound(request.limits, nest.baseline_bytes)
        after.callback(nest.group.close)
    if NAMESPACES in request.layers:
        # Twice what the watchdog allows, so that it sees the excess and can name it.
        namespaces.hold_folder(request.folder, 2 * request.limits.disk_bytes, 2 * watchdog.ENTRIES)
    channels = Channels(request.folder) if client is not None else None
    moments = {"taken": taken, "handed": time.monotonic()}
    with contextlib.suppress(BrokenPipeError):  # It has ended, and may have said why.
        nest.begin(descriptors, channels)
    if client is not None and channels is not None:
        client.hand_over(channels)
        channels.close()
    # Only the worker may hold these, or their readers would never see an end.
    for descriptor in descriptors.numbers:
        if descriptor != descriptors.status:
            os.close(descriptor)
    return _Watch(request, nest, descriptors.status, client=client, moments=moments).run()


class _Client:
    """The process that runs a notebook's cells in the worker, begun outside the worker's namespaces."""

    def __init__(
        self, request: RunRequest, descriptors: Descriptors, group: cgroup.ControlGroup | None
    ) -> None:
        self._handoff, theirs = socket.socketpair()
        self.process = os.fork()
        if self.process == 0:
            self._handoff.close()
            for descriptor in (
                descriptors.request,
                descriptors.status,
                descriptors.evidence,
                descriptors.stdout,
            ):
                os.close(descriptor)
            if group is not None:
                group.enter()
            from grader.sandbox.client import drive  # noqa: PLC0415 - needed by notebooks alone

            drive(request, theirs, descriptors.records, descriptors.stderr)
        theirs.close()

    def hand_over(self, channels: Channels) -> None:
        """Let it begin: tell it the key, and give it the folder as this mount namespace has it."""
        socket.send_fds(self._handoff, [channels.listeners.key.encode()], [channels.folder])
        self.forget()

    def forget(self) -> None:
        """Close this process's end."""
        self._handoff.close()


class _Watch:
    """Waits for the worker, and ends it when it uses too much or the supervisor says so."""

    def __init__(
        self,
        request: RunRequest,
        nest: Nest,
        status: int,
        *,
        client: _Client | None,
        moments: dict[str, float],
    ) -> None:
        self.client = client
        self.group = nest.group
        self.baseline_bytes = nest.baseline_bytes
        self.request = request
        self.worker = nest.worker
        self.status = status
        self.fault = nest.fault
        self.stopped: Stopped | None = None
        self.fault_text = b""
        self.client_fault = ""
        self.moments = moments
        self.deadline = time.monotonic() + _SETUP_SECONDS
        self.in_setup = True

    def run(self) -> RunEnd:
        pidfd = os.pidfd_open(self.worker)
        poll = select.poll()
        poll.register(pidfd, select.POLLIN)
        poll.register(self.status, select.POLLIN)
        poll.register(self.fault, select.POLLIN)
        client = os.pidfd_open(self.client.process) if self.client is not None else -1
        if self.client is not None:
            poll.register(client, select.POLLIN)
        next_disk = time.monotonic() + _DISK_SECONDS
        in_memory = NAMESPACES in self.request.layers
        tick = _TICK_SECONDS if self.group is None else _TICK_SECONDS_IN_GROUP
        while True:
            ready = {descriptor for descriptor, _ in poll.poll(tick * 1000)}
            if self.fault in ready and not self._read_fault():
                poll.unregister(self.fault)
            if pidfd in ready:
                # It may have met the bound of its folder, which is above the limit, between two looks.
                self.stopped = self._files()
                break
            if self.status in ready:
                os.read(self.status, 1)  # The supervisor asks for the end, or is gone.
                self.stopped = Stopped.OUTPUT
                break
            if client in ready:
                self._see_why(client)
                break
            now = time.monotonic()
            if now > self.deadline:
                self.stopped = Stopped.WALL_TIME
                break
            if WATCHDOG not in self.request.layers:
                continue
            usage = watchdog.usage(os.getpid(), self.baseline_bytes)
            self.stopped = watchdog.excess(usage, self.request.limits)
            if self.stopped is None and (in_memory or now > next_disk):
                next_disk = now + _DISK_SECONDS
                self.stopped = self._files()
            if self.stopped is not None:
                break
        return self._end()

    def _files(self) -> Stopped | None:
        """Return what is to be said of the files in the run's folder, if they are too many or too large."""
        request = self.request
        if WATCHDOG in request.layers and watchdog.too_much_disk(
            request.folder, request.limits, own=NAMESPACES in request.layers
        ):
            return Stopped.FILES
        return None

    def _see_why(self, client: int) -> None:
        """The client has ended before the worker: then nobody will tell the kernel to end."""
        ended = os.waitid(os.P_PIDFD, client, os.WEXITED)
        self.stopped = Stopped.KILLED
        if ended is not None:
            self.client_fault = f"the kernel's client ended with {ended.si_status}"
            if ended.si_code == os.CLD_EXITED:
                reasons = {TIMED_OUT: Stopped.CELL_TIME, SHOWS_TOO_MUCH: Stopped.OUTPUT}
                self.stopped = reasons.get(ended.si_status, Stopped.KILLED)

    def _read_fault(self) -> bool:
        """Take in what the worker says before the learner's code begins; return False at the end of it."""
        piece = os.read(self.fault, 65536)
        self.fault_text += piece
        if CONFINED in piece:
            self.moments.setdefault("confined", time.monotonic())
            # What holds the worker's mounts lets them go after the report, and not while the supervisor waits.
            with contextlib.suppress(OSError):
                os.open(f"/proc/{self.worker}/ns/mnt", os.O_RDONLY | os.O_CLOEXEC)
        if not piece:
            self.moments["begun"] = time.monotonic()
            self.in_setup = False
            self.deadline = time.monotonic() + self.request.limits.wall_seconds
        return bool(piece)

    def _end(self) -> RunEnd:
        if self.stopped is not None:
            os.kill(self.worker, signal.SIGKILL)
        _, wait_status, used = os.wait4(self.worker, 0)
        self.moments["ended"] = time.monotonic()
        _end_all()
        self.moments["cleared"] = time.monotonic()
        # The kernel may have ended the client and not the worker.
        ended = self.stopped in {None, Stopped.KILLED}
        if ended and self.group is not None and self.group.out_of_memory():
            self.stopped = Stopped.MEMORY
        status = os.waitstatus_to_exitcode(wait_status)
        cpu_seconds = used.ru_utime + used.ru_stime
        while self.in_setup and self._read_fault():
            pass
        if self.stopped is None and status < 0:
            out_of_time = -status in (signal.SIGKILL, signal.SIGXCPU) and (
                cpu_seconds >= self.request.limits.cpu_seconds - 0.5
            )
            self.stopped = Stopped.CPU_TIME if out_of_time else Stopped.KILLED
        return RunEnd(
            exit_status=status,
            stopped=self.stopped,
            fault=self._fault(status),
            moments=Moments(**self.moments),
        )

    def _fault(self, status: int) -> str | None:
        if self.fault_text == CONFINED + BEGUN:
            return None
        why = f"stopped by {self.stopped}" if self.stopped is not None else f"exit status {status}"
        said = self.fault_text.removeprefix(CONFINED).decode(errors="replace") or self.client_fault
        return said or f"the worker ended in the set-up: {why}"


def _end_all() -> None:
    """End and reap every process that the run left, however often it forks while this goes on."""
    while True:
        for process in watchdog.descendants(os.getpid()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        try:
            os.wait4(-1, 0)
        except ChildProcessError:
            return
