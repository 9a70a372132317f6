"""A core for each run, which no other run has: its threads wait for one another, and across cores that takes longer.

Training a Keras model hands each step from thread to thread. Two such runs beside each other on two cores took a tenth less time
when each had a core of its own.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from typing import TYPE_CHECKING, Final

from grader.sandbox import kernel

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["own_core", "stay_on"]

_NAME: Final = "\0grader-core-{}"
"""Of a socket in the kernel's own list of names: one process of the machine can have it, and loses it with its end."""


@contextlib.contextmanager
def own_core() -> Iterator[int | None]:
    """Yield the number of a core that no other run on this machine has meanwhile, or None where there is none left."""
    with contextlib.ExitStack() as stack:
        yield next((core for core in _candidates() if _taken(core, stack)), None)


def stay_on(core: int) -> None:
    """Keep this process and its children on a core, if the machine still has it."""
    with contextlib.suppress(OSError):
        os.sched_setaffinity(0, {core})


def _candidates() -> list[int]:
    """Return the cores that may be used, first the one that this thread is on: it is not another's, who uses it all."""
    if sys.platform != "linux":
        return []
    cores = sorted(os.sched_getaffinity(0))
    here = kernel.current_core()
    return sorted(cores, key=lambda core: core < here)


def _taken(core: int, stack: contextlib.ExitStack) -> bool:
    """Try to have a core until the stack is closed."""
    lock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        lock.bind(_NAME.format(core))
    except OSError:
        lock.close()
        return False
    stack.enter_context(lock)
    return True
