"""Calls of `grade` as processes of their own, with warm servers of their own."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import psutil

from grader.cli import NO_SERVER
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["SERVER", "WAIT_SECONDS", "Calls", "Ended", "calls_in", "children_of"]

SERVER = "grader.cli.serve"
WAIT_SECONDS = 60


class Ended(NamedTuple):
    """How a call ended."""

    code: int
    said: str
    errors: str


class Calls:
    """Calls of `grade` by a user of their own: with servers in a folder of their own."""

    def __init__(self, runtime: Path) -> None:
        self.runtime = runtime
        self.variables = {"XDG_RUNTIME_DIR": str(runtime), NO_SERVER: ""}
        self.environment = {**os.environ, **self.variables}

    def begin(self, *words: object, cwd: Path = ROOT, **variables: str) -> subprocess.Popen[str]:
        """Begin a call."""
        return subprocess.Popen(
            [sys.executable, "-m", "grader", *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=cwd,
            env=self.environment | variables,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )

    def __call__(self, *words: object, cwd: Path = ROOT, **variables: str) -> Ended:
        """Call, and wait for the end."""
        process = self.begin(*words, cwd=cwd, **variables)
        said, errors = process.communicate(timeout=WAIT_SECONDS)
        assert "Traceback" not in errors, errors
        return Ended(process.returncode, said, errors)

    def server(self) -> psutil.Process | None:
        """Return the server's process, if there is one."""
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if SERVER in process.cmdline() and str(self.runtime) == process.environ().get(
                    "XDG_RUNTIME_DIR"
                ):
                    return _first_of(process)
        return None

    def count(self) -> int:
        """Return how many calls the server has answered."""
        said = self("server", "status").said
        return int(said.split(" calls")[0].rsplit(" ", 1)[1]) if " calls" in said else 0


def _first_of(process: psutil.Process) -> psutil.Process:
    """Return the server itself for one of the processes that it has forked."""
    parent = process.parent()
    while parent is not None and SERVER in parent.cmdline():
        process, parent = parent, parent.parent()
    return process


@contextlib.contextmanager
def calls_in(runtime: Path) -> Iterator[Calls]:
    runtime.mkdir(mode=0o700, exist_ok=True)
    calls = Calls(runtime)
    try:
        yield calls
    finally:
        server = calls.server()
        if server is not None:
            family = [server, *server.children(recursive=True)]
            for process in family:
                with contextlib.suppress(psutil.Error):
                    process.kill()
            psutil.wait_procs(family, timeout=10)


def children_of(calls: Calls, word: str) -> list[psutil.Process]:
    """Return the server's children with this word in their command lines."""
    server = calls.server()
    found = []
    with contextlib.suppress(psutil.NoSuchProcess):
        for child in server.children() if server is not None else ():
            with contextlib.suppress(psutil.Error):
                found += [child] if word in child.cmdline() else []
    return found
