"""The zygote: imports TensorFlow once, then forks a warden a run. Started by exec; it runs no op and holds no request.

Usage: `python -m grader.sandbox.zygote CONTROL [--notebooks]`, where CONTROL is the number of an inherited socket.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
from typing import Final

from grader.sandbox import runtime

__all__ = ["main"]

_DESCRIPTORS: Final = 6


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
    while True:
        word, numbers, _, _ = socket.recv_fds(control, 1, _DESCRIPTORS)
        if not word:
            return
        descriptors = Descriptors(numbers)
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            control.close()
            warden.guard(descriptors)
        descriptors.close()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main(int(sys.argv[1]), notebooks="--notebooks" in sys.argv)
