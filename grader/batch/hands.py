"""Hands on this machine: one process a core, begun anew when one is killed."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from typing import TYPE_CHECKING, Final, Protocol

from grader.batch.hand import hand_for, work
from grader.batch.tasks import Answer, Fault, Setting, Task, decode_answer, encode

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from typing import Self

__all__ = ["Hands", "LocalHands", "cores"]

_TRIES: Final = 3
"""How often a task may be begun whose process, or a neighbour's, was killed."""

_GRACE_SECONDS: Final = 2.0
"""For a hand whose coordinator is gone to clean up behind its run."""


class Hands(Protocol):
    """Does tasks, several at a time."""

    @property
    def count(self) -> int:
        """How many it does at a time."""

    def submit(self, task: Task) -> Future[Answer]:
        """Return the answer to come; it is a `Fault` where the task cannot be done."""


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class LocalHands:
    """Processes of this machine."""

    def __init__(self, setting: Setting, count: int) -> None:
        self._setting = encode(setting)
        self._count = count
        self._lock = threading.Lock()
        self._context = multiprocessing.get_context("spawn")
        # Closing it, or dying, tells every hand to call off what it does.
        self._reader, self._writer = self._context.Pipe(duplex=False)
        self._pool = self._new()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def count(self) -> int:
        """How many tasks it does at a time."""
        return self._count

    def submit(self, task: Task) -> Future[Answer]:
        """Return the answer to come; it is a `Fault` where the task's process was killed again and again."""
        answer: Future[Answer] = Future()
        self._begin(encode(task), answer, _TRIES)
        return answer

    def close(self) -> None:
        """Call off what is under way, and wait until the processes have ended."""
        with contextlib.suppress(OSError):
            self._writer.close()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._reader.close()

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._count,
            mp_context=self._context,
            initializer=_prepare,
            initargs=(self._setting, self._reader),
        )

    def _begin(self, task: bytes, answer: Future[Answer], tries: int) -> None:
        with self._lock:
            pool = self._pool
            try:
                future = pool.submit(work, self._setting, task)
            except BrokenExecutor:
                pool = self._pool = self._new()
                future = pool.submit(work, self._setting, task)

        def done(future: Future[bytes]) -> None:
            if future.cancelled():
                answer.cancel()
                return
            error = future.exception()
            if error is None:
                answer.set_result(decode_answer(future.result()))
            elif not isinstance(error, BrokenExecutor):
                answer.set_exception(error)
            elif tries > 1:
                self._begin_anew(pool, task, answer, tries - 1)
            else:
                words = f"its process was killed {_TRIES} times"
                answer.set_result(Fault(kind="SandboxError", message=words, machine="this machine"))

        future.add_done_callback(done)

    def _begin_anew(
        self, broken: ProcessPoolExecutor, task: bytes, answer: Future[Answer], tries: int
    ) -> None:
        with self._lock:
            if self._pool is broken:
                self._pool = self._new()
        self._begin(task, answer, tries)


def _prepare(setting: bytes, coordinator: Connection) -> None:
    """Make a new process a hand: Ctrl-C is the coordinator's to hear, and the hand ends when the coordinator does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hand = hand_for(setting)
    threading.Thread(target=_follow, args=(coordinator, hand.supervisor.abort), daemon=True).start()


def _follow(coordinator: Connection, abort: Callable[[], None]) -> None:
    with contextlib.suppress(EOFError, OSError):
        coordinator.recv()
    abort()
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        time.sleep(_GRACE_SECONDS)
        os._exit(0)
