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
import sys
import time
from typing import Final, NoReturn

from grader.limits import Stopped
from grader.sandbox import cgroup, kernel, namespaces, watchdog
from grader.sandbox.layers import NAMESPACES, WATCHDOG
from grader.sandbox.protocol import BEGUN, RunEnd, RunRequest, decode_request, encode, read_all

__all__ = ["Descriptors", "guard"]

_TICK_SECONDS: Final = 0.02
_DISK_SECONDS: Final = 0.2
_SETUP_SECONDS: Final = 60.0
"""For the set-up, which is the author's and not the learner's."""

_FAULT_STATUS: Final = 70


class Descriptors:
    """The five descriptors of a run, in the order in which the supervisor sends them."""

    __slots__ = ("evidence", "request", "status", "stderr", "stdout")

    def __init__(self, numbers: list[int]) -> None:
        self.request, self.evidence, self.status, self.stdout, self.stderr = numbers

    def close(self) -> None:
        """Close all five."""
        for name in self.__slots__:
            os.close(getattr(self, name))


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
    request = decode_request(read_all(descriptors.request))
    os.close(descriptors.request)
    os.setsid()
    if sys.platform == "linux":
        kernel.become_subreaper()
    baseline = watchdog.memory_of(os.getpid())[1]
    group = cgroup.make(request.limits, baseline) if WATCHDOG in request.layers else None
    if group is not None:
        after.callback(group.close)
    if NAMESPACES in request.layers:
        namespaces.enter()
        # Twice what the watchdog allows, so that it sees the excess and can name it.
        namespaces.hold_folder(request.folder, 2 * request.limits.disk_bytes, 2 * watchdog.ENTRIES)
    fault_reader, fault_writer = os.pipe()
    worker = os.fork()
    if worker == 0:
        os.close(fault_reader)
        os.close(descriptors.status)
        if group is not None:
            group.enter()
        from grader.sandbox import worker as hostile  # noqa: PLC0415 - the zygote has imported it already

        hostile.work(request, descriptors.evidence, descriptors.stdout, descriptors.stderr, fault_writer)
    # Only the worker may hold these, or their readers would never see an end.
    for descriptor in (fault_writer, descriptors.evidence, descriptors.stdout, descriptors.stderr):
        os.close(descriptor)
    return _Watch(
        request, worker, descriptors.status, fault_reader, group=group, baseline_bytes=baseline
    ).run()


class _Watch:
    """Waits for the worker, and ends it when it uses too much or the supervisor says so."""

    def __init__(
        self,
        request: RunRequest,
        worker: int,
        status: int,
        fault: int,
        *,
        group: cgroup.ControlGroup | None,
        baseline_bytes: int,
    ) -> None:
        self.group = group
        self.baseline_bytes = baseline_bytes
        self.request = request
        self.worker = worker
        self.status = status
        self.fault = fault
        self.stopped: Stopped | None = None
        self.fault_text = b""
        self.peak_bytes = 0
        self.deadline = time.monotonic() + _SETUP_SECONDS
        self.in_setup = True

    def run(self) -> RunEnd:
        pidfd = os.pidfd_open(self.worker)
        poll = select.poll()
        poll.register(pidfd, select.POLLIN)
        poll.register(self.status, select.POLLIN)
        poll.register(self.fault, select.POLLIN)
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
            now = time.monotonic()
            if now > self.deadline:
                self.stopped = Stopped.WALL_TIME
                break
            if WATCHDOG not in self.request.layers:
                continue
            usage = watchdog.usage(os.getpid(), self.baseline_bytes)
            self.peak_bytes = max(self.peak_bytes, usage.memory_bytes)
            self.stopped = watchdog.excess(usage, self.request.limits)
            if self.stopped is None and (in_memory or now > next_disk):
                next_disk = now + _DISK_SECONDS
                if watchdog.too_much_disk(self.request.folder, self.request.limits, own=in_memory):
                    self.stopped = Stopped.FILES
            if self.stopped is not None:
                break
        return self._end()

    def _read_fault(self) -> bool:
        """Take in what the worker says before the learner's code begins; return False at the end of it."""
        piece = os.read(self.fault, 65536)
        self.fault_text += piece
        if not piece:
            self.in_setup = False
            self.deadline = time.monotonic() + self.request.limits.wall_seconds
        return bool(piece)

    def _end(self) -> RunEnd:
        if self.stopped is not None:
            os.kill(self.worker, signal.SIGKILL)
        _, wait_status, used = os.wait4(self.worker, 0)
        _end_all()
        if self.stopped is None and self.group is not None and self.group.out_of_memory():
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
            cpu_seconds=cpu_seconds,
            peak_memory_bytes=self.peak_bytes,
        )

    def _fault(self, status: int) -> str | None:
        if self.fault_text == BEGUN:
            return None
        why = f"stopped by {self.stopped}" if self.stopped is not None else f"exit status {status}"
        return self.fault_text.decode(errors="replace") or f"the worker ended in the set-up: {why}"


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
