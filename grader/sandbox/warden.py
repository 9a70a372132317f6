"""The warden guards one run: it puts the worker into its namespaces, watches what it uses, and ends all of it.

It is forked from the zygote and runs no learner's code. The worker is its child and, where the kernel grants
namespaces, cannot see it. Ending the worker then ends the whole PID namespace; elsewhere the warden, which inherits
orphans, ends its descendants until none is left.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import sys
import time
from typing import Final, NoReturn

from grader.limits import Stopped
from grader.sandbox import cgroup, kernel, namespaces, watchdog
from grader.sandbox.channels import Channels
from grader.sandbox.layers import NAMESPACES, WATCHDOG
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

__all__ = ["guard"]

_TICK_SECONDS: Final = 0.02
_DISK_SECONDS: Final = 0.2
_SETUP_SECONDS: Final = 60.0
"""For the set-up, which is the author's and not the learner's."""

_FAULT_STATUS: Final = 70


def guard(descriptors: Descriptors) -> NoReturn:
    """Run one request to its end, report how it ended on the status socket, and exit."""
    after = contextlib.ExitStack()
    try:
        end = _guard(descriptors, after)
    except BaseException as error:  # noqa: BLE001 - whatever it is, the supervisor must hear of it
        end = RunEnd(exit_status=_FAULT_STATUS, fault=f"the warden failed: {type(error).__name__}: {error}")
    with contextlib.suppress(OSError):
        os.write(descriptors.status, encode(end))
        os.close(descriptors.status)
    # Nobody waits for this any more.
    with contextlib.suppress(OSError):
        after.close()
    os._exit(0)


def _guard(descriptors: Descriptors, after: contextlib.ExitStack) -> RunEnd:
    guarded = time.monotonic()
    request = decode_request(read_all(descriptors.request))
    os.close(descriptors.request)
    os.setsid()
    if sys.platform == "linux":
        kernel.become_subreaper()
    baseline = watchdog.memory_of(os.getpid())[1]
    group = cgroup.make(request.limits, baseline) if WATCHDOG in request.layers else None
    if group is not None:
        after.callback(group.close)
    client = _Client(request, descriptors, group) if request.cell_seconds is not None else None
    os.close(descriptors.records)
    if NAMESPACES in request.layers:
        namespaces.enter()
        # Twice what the watchdog allows, so that it sees the excess and can name it.
        namespaces.hold_folder(request.folder, 2 * request.limits.disk_bytes, 2 * watchdog.ENTRIES)
    channels = Channels(request.folder) if client is not None else None
    fault_reader, fault_writer = os.pipe()
    moments = {"guarded": guarded, "forked": time.monotonic()}
    worker = os.fork()
    if worker == 0:
        os.close(fault_reader)
        os.close(descriptors.status)
        if client is not None and channels is not None:
            client.forget()
            channels.close_folder()
        if group is not None:
            group.enter()
        from grader.sandbox import worker as hostile  # noqa: PLC0415 - the zygote has imported it already

        hostile.work(request, descriptors, fault_writer, channels)
    if client is not None and channels is not None:
        client.hand_over(channels)
        channels.close()
    # Only the worker may hold these, or their readers would never see an end.
    for descriptor in (fault_writer, descriptors.evidence, descriptors.stdout, descriptors.stderr):
        os.close(descriptor)
    return _Watch(
        request,
        worker,
        descriptors.status,
        fault_reader,
        client=client,
        group=group,
        baseline_bytes=baseline,
        moments=moments,
    ).run()


class _Client:
    """The process that runs a notebook's cells in the worker, begun outside the worker's namespaces."""

    def __init__(
        self, request: RunRequest, descriptors: Descriptors, group: cgroup.ControlGroup | None
    ) -> None:
        self._handoff, theirs = socket.socketpair()
        self.process = os.fork()
        if self.process == 0:
            self._handoff.close()
            for descriptor in (descriptors.status, descriptors.evidence, descriptors.stdout):
                os.close(descriptor)
            if group is not None:
                group.enter()
            from grader.sandbox.client import drive  # noqa: PLC0415 - needed by notebooks alone

            drive(request, theirs, descriptors.records, descriptors.stderr)
        theirs.close()

    def hand_over(self, channels: Channels) -> None:
        """Let it begin: tell it the key, and give it the folder as this mount namespace has it."""
        socket.send_fds(self._handoff, [channels.key.encode()], [channels.folder])
        self.forget()

    def forget(self) -> None:
        """Close this process's end."""
        self._handoff.close()


class _Watch:
    """Waits for the worker, and ends it when it uses too much or the supervisor says so."""

    def __init__(
        self,
        request: RunRequest,
        worker: int,
        status: int,
        fault: int,
        *,
        client: _Client | None,
        group: cgroup.ControlGroup | None,
        baseline_bytes: int,
        moments: dict[str, float],
    ) -> None:
        self.client = client
        self.group = group
        self.baseline_bytes = baseline_bytes
        self.request = request
        self.worker = worker
        self.status = status
        self.fault = fault
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
        while True:
            ready = {descriptor for descriptor, _ in poll.poll(_TICK_SECONDS * 1000)}
            if self.fault in ready and not self._read_fault():
                poll.unregister(self.fault)
            if pidfd in ready:
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
                if watchdog.too_much_disk(self.request.folder, self.request.limits, own=in_memory):
                    self.stopped = Stopped.FILES
            if self.stopped is not None:
                break
        return self._end()

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
