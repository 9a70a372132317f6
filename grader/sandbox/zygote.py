"""The zygote: imports TensorFlow once, then forks a warden a run. Started by exec; it runs no op and holds no request.

While nobody wants anything it makes itself cheaper to fork. A warden for the next script waits already.

Usage: `python -m grader.sandbox.zygote CONTROL`, where CONTROL is the number of an inherited socket.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import sys
from typing import TYPE_CHECKING, Final

from grader.sandbox import hugepages, runtime

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import NoReturn

__all__ = ["main"]

_IDLE_MILLISECONDS: Final = 50
_DONE: Final = object()


def main(control_number: int) -> None:
    """Serve runs on the socket until its other end closes."""
    control = socket.socket(fileno=control_number)
    kept = hugepages.reserve()  # noqa: F841 - it is there to be there
    runtime.load()
    from grader.sandbox import confinement, warden, worker  # noqa: PLC0415 - they need TensorFlow loaded
    from grader.sandbox.protocol import START_NOTEBOOK, START_SCRIPT, Descriptors, Ready, encode  # noqa: PLC0415

    works, missing = confinement.survey()
    worker.warm_up()
    gc.collect()
    gc.freeze()
    ready = Ready(layers=tuple(works.items()), missing=tuple(missing.items()), threads=_threads())
    message = encode(ready)
    control.sendall(len(message).to_bytes(4, "big") + message)
    # Wardens report on their own sockets; the kernel reaps them.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    waiting = _Waiting(control, lambda orders: warden.wait(orders, tuple(works)))
    improvements = _improvements(waiting)
    while True:
        _use_idle_time(control, improvements)
        word, numbers, _, _ = socket.recv_fds(control, 1, Descriptors.COUNT)
        if not word:
            return
        descriptors = Descriptors(numbers)
        if word == START_NOTEBOOK:
            runtime.load_kernel()
            if _threads() > 1:
                raise RuntimeError("the kernel's modules have started threads, and only one may be forked")
            gc.freeze()
        taken = word == START_SCRIPT and waiting.take(descriptors.numbers)
        if not taken and os.fork() == 0:
            control.close()
            waiting.forget()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            warden.guard(descriptors)
        descriptors.close()
        waiting.renew()


def _threads() -> int:
    return len(os.listdir("/proc/self/task")) if sys.platform == "linux" else 1


class _Waiting:
    """The warden that waits for the next script."""

    def __init__(self, control: socket.socket, wait: Callable[[socket.socket], NoReturn]) -> None:
        self._control = control
        self._wait = wait
        self._orders: socket.socket | None = None
        self._process = 0
        self.renew()

    def renew(self) -> None:
        """Have one wait, if none does."""
        if self._orders is not None:
            return
        self._orders, theirs = socket.socketpair()
        self._process = os.fork()
        if self._process == 0:
            self._control.close()
            self.forget()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._wait(theirs)
        theirs.close()

    def take(self, numbers: list[int]) -> bool:
        """Pass a run's descriptors on to the one that waits, and tell whether it got them."""
        if self._orders is None:
            return False
        try:
            socket.send_fds(self._orders, [b"-"], numbers)
        except OSError:  # Somebody has ended it.
            return False
        finally:
            self.forget()
        return True

    def forget(self) -> None:
        """Close this process's end; without a run, the one that waits then ends."""
        if self._orders is not None:
            self._orders.close()
            self._orders = None

    def end(self) -> None:
        """Have none wait, and return when its processes have ended."""
        if self._orders is not None:
            self.forget()
            with contextlib.suppress(ChildProcessError):  # The kernel reaps it.
                os.waitpid(self._process, 0)


def _improvements(waiting: _Waiting) -> Iterator[None]:
    """Take, at each step, one of those that make this process cheaper to fork."""
    yield from hugepages.collapsing()
    # The one that waits holds this process's pages as they were, and some could not be collapsed for it.
    waiting.end()
    yield from hugepages.collapsing()
    waiting.end()
    waiting.renew()
    yield


def _use_idle_time(control: socket.socket, steps: Iterator[None]) -> None:
    """Take steps until somebody wants something; nobody waits for more than one."""
    poll = select.poll()
    poll.register(control, select.POLLIN)
    wait = _IDLE_MILLISECONDS
    while not poll.poll(wait) and next(steps, _DONE) is not _DONE:
        wait = 0


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main(int(sys.argv[1]))
