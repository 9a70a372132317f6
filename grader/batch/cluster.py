"""Hands on other machines: the workers of an existing Dask cluster, which may come, go and be killed."""

from __future__ import annotations

import contextlib
import itertools
import threading
import time
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Final

from distributed import Client

from grader.batch.hand import work
from grader.batch.tasks import Answer, Fault, Setting, Task, decode_answer, encode
from grader.errors import UsageError

if TYPE_CHECKING:
    from typing import Self

__all__ = ["ClusterHands"]

_CONNECT_SECONDS: Final = 10
_WORKER_SECONDS: Final = 120
_COUNT_SECONDS: Final = 5.0
_TRIES: Final = 3
"""How many machines may fail at a task."""


class ClusterHands:
    """The threads of a Dask cluster's workers. The grader has to be installed where they are."""

    def __init__(self, setting: Setting, address: str) -> None:
        """Connect, and wait until there is a worker.

        Raises:
            UsageError: there is no scheduler at this address, or no worker comes.
        """
        self._setting = encode(setting)
        self._numbers = itertools.count()
        self._threads = 1
        self._stale = 0.0
        self._lock = threading.Lock()
        connect: Any = Client
        try:
            self._client: Any = connect(address, timeout=_CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"--scheduler {address}: {error}; is a Dask scheduler there?") from None
        try:
            self._client.wait_for_workers(1, timeout=_WORKER_SECONDS)
        except TimeoutError:
            self._client.close()
            words = f"no worker came within {_WORKER_SECONDS} s"
            raise UsageError(
                f"--scheduler {address}: {words}; start some, as docs/scaling.md shows"
            ) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def count(self) -> int:
        """How many tasks it does at a time, with the workers that are there now."""
        if time.monotonic() > self._stale:
            self._threads = max(1, sum(self._client.nthreads().values()))
            self._stale = time.monotonic() + _COUNT_SECONDS
        return self._threads

    def submit(self, task: Task) -> Future[Answer]:
        """Return the answer to come; it is a `Fault` where several machines failed at the task."""
        answer: Future[Answer] = Future()
        self._begin(encode(task), answer, ())
        return answer

    def close(self) -> None:
        """Call off what is under way, and leave the cluster."""
        with contextlib.suppress(OSError, TimeoutError):
            self._client.close()

    def _begin(self, task: bytes, answer: Future[Answer], failed: tuple[str, ...]) -> None:
        """Have the task done by a worker that is on none of the machines that have failed, if there is one."""
        with self._lock:
            name = f"grade-{id(self)}-{next(self._numbers)}"
        elsewhere = {}
        if failed:
            workers = [worker for worker in self._client.nthreads() if _host(worker) not in failed]
            elsewhere = {"workers": workers, "allow_other_workers": True} if workers else {}
        future = self._client.submit(
            _work_there,
            self._setting,
            task,
            key=name,
            pure=False,
            **elsewhere,
        )

        def done(future: Any) -> None:
            try:
                worker, data = future.result()
                found = decode_answer(data)
            except Exception as error:  # noqa: BLE001 - whatever a machine has raised
                worker = ""
                found = Fault(kind=type(error).__name__, message=str(error), machine="the cluster")
            if isinstance(found, Fault) and len(failed) + 1 < _TRIES and not self._closed:
                self._begin(task, answer, (*failed, _host(worker)))
            elif not answer.cancelled():
                answer.set_result(found)

        future.add_done_callback(done)

    @property
    def _closed(self) -> bool:
        return self._client.status in {"closing", "closed"}


def _work_there(setting: bytes, task: bytes) -> tuple[str, bytes]:
    """Do a task in a worker; return the worker's address and the answer."""
    from distributed import get_worker  # noqa: PLC0415

    return str(get_worker().address), work(setting, task)


def _host(worker: str) -> str:
    return worker.rpartition(":")[0]
