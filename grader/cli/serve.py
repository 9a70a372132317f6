"""`python -m grader.cli.serve`: the warm server of this user and installation, until nobody has called for long.

A call of `grade ID` begins it. `--idle SECONDS` has it end sooner or later than by default.
"""

from __future__ import annotations

import argparse
import importlib
from typing import TYPE_CHECKING, Final

from grader.data import cache_folder
from grader.sandbox.process import ZygoteProcess
from grader.server.place import Place, identity
from grader.server.serve import IDLE_SECONDS, Listener, Server
from grader.server.work import work

if TYPE_CHECKING:
    import socket

    from grader.server.messages import Call

__all__ = ["main"]

_NEEDED: Final = """
grader.cli.group grader.grade grader.report.terminal grader.report.html grader.report.write grader.report.gradescope grader.feedback
rich.console rich.status concurrent.futures.thread
""".split()
"""What a call of `grade` imports: loaded once, while the zygote loads TensorFlow."""


def main() -> None:
    """Serve; end at once where another server does."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--idle", type=float, default=IDLE_SECONDS)
    idle = parser.parse_args().idle
    place = Place(identity())
    try:
        listener = Listener(place)
    except BlockingIOError:
        return
    server = Server(place.name, listener, _start, _work, idle_seconds=idle)
    for name in _NEEDED:
        importlib.import_module(name)
    server.serve()


def _start() -> ZygoteProcess:
    return ZygoteProcess(cache_folder())


def _work(call: Call, streams: list[int], connection: socket.socket, zygote: ZygoteProcess) -> int:
    from grader.cli.group import main as grade  # noqa: PLC0415 - the zygote is begun before it is imported

    return work(call, streams, connection, zygote, grade)


if __name__ == "__main__":
    main()
