"""Where a run will be: its control group, its namespaces, and its worker, which waits there to be told of it.

The warden makes it; for a script it does so before there is any.
"""

from __future__ import annotations

import os
import socket
import sys
from typing import TYPE_CHECKING, Final

from grader.sandbox import kernel, namespaces, watchdog
from grader.sandbox.layers import NAMESPACES
from grader.sandbox.protocol import Streams

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.sandbox.cgroup import ControlGroup
    from grader.sandbox.channels import Channels
    from grader.sandbox.protocol import Descriptors

__all__ = ["WAITS", "Nest"]

WAITS: Final = "grade-waits"
"""What warden and worker are called until there is a run for them."""


class Nest:
    """A worker that waits, in new namespaces where `layers` have them, and in the `group` where there is one.

    `forget` closes what this process has open and the worker must not have.
    """

    def __init__(
        self, layers: tuple[str, ...], group: ControlGroup | None, forget: Callable[[], None]
    ) -> None:
        self.group = group
        kernel.name_process(WAITS)
        if sys.platform == "linux":
            kernel.become_subreaper()
        self.baseline_bytes = watchdog.memory_of(os.getpid())[1]
        """Of this process's memory, which the worker is born with."""
        if NAMESPACES in layers:
            namespaces.enter()
        self._handoff, theirs = socket.socketpair()
        self.fault, fault_writer = os.pipe()
        """The worker says there how far it has come, or what went wrong."""
        self.worker = os.fork()
        if self.worker == 0:
            self._handoff.close()
            os.close(self.fault)
            forget()
            from grader.sandbox import worker  # noqa: PLC0415 - the zygote has imported it already

            worker.wait(theirs, fault_writer, group)
        theirs.close()
        os.close(fault_writer)

    def begin(self, descriptors: Descriptors, channels: Channels | None) -> None:
        """Tell the worker of a run; with `channels` it is a notebook's.

        Raises:
            OSError: the worker has ended; it may have said why.
        """
        word, numbers = b"-", Streams.of(descriptors)
        if channels is not None:
            word = channels.listeners.key.encode()
            numbers += channels.listeners.numbers
        kernel.name_process("grade-warden")
        socket.send_fds(self._handoff, [word], numbers)
        self._handoff.close()

    def abandon(self) -> None:
        """Let the worker end, without a run."""
        self._handoff.close()
        os.waitpid(self.worker, 0)
        if self.group is not None:
            self.group.close()
