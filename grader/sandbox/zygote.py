"""The zygote: imports TensorFlow once, then forks a warden a run. Started by exec; it runs no op and holds no request.

While nobody wants anything it makes itself cheaper to fork.

Usage: `python -m grader.sandbox.zygote CONTROL [--notebooks]`, where CONTROL is the number of an inherited socket.
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
    from collections.abc import Iterator

__all__ = ["main"]

_DESCRIPTORS: Final = 6
_IDLE_MILLISECONDS: Final = 50
_DONE: Final = object()


def main(control_number: int, *, notebooks: bool) -> None:
    """Serve runs on the socket until its other end closes; `notebooks` says that some may be notebooks'."""
    control = socket.socket(fileno=control_number)
    runtime.load(notebooks=notebooks)
    from grader.sandbox import confinement, warden, worker  # noqa: PLC0415 - they need TensorFlow loaded
    from grader.sandbox.protocol import Descriptors, Ready, encode  # noqa: PLC0415

    works, missing = confinement.survey()
    worker.warm_up()
    gc.collect()
    gc.freeze()
    threads = len(os.listdir("/proc/self/task")) if sys.platform == "linux" else 1
    ready = Ready(layers=tuple(works.items()), missing=tuple(missing.items()), threads=threads)
    message = encode(ready)
    control.sendall(len(message).to_bytes(4, "big") + message)
    # Wardens report on their own sockets; the kernel reaps them.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collapsing = hugepages.collapsing()
    while True:
        _use_idle_time(control, collapsing)
        word, numbers, _, _ = socket.recv_fds(control, 1, _DESCRIPTORS)
        if not word:
            return
        descriptors = Descriptors(numbers)
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            control.close()
            warden.guard(descriptors)
        descriptors.close()


def _use_idle_time(control: socket.socket, steps: Iterator[None]) -> None:
    """Take steps until somebody wants something; nobody waits for more than one."""
    poll = select.poll()
    poll.register(control, select.POLLIN)
    wait = _IDLE_MILLISECONDS
    while not poll.poll(wait) and next(steps, _DONE) is not _DONE:
        wait = 0


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main(int(sys.argv[1]), notebooks="--notebooks" in sys.argv)
