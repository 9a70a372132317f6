"""The processes of runs, told from those that wait for one."""

from __future__ import annotations

import contextlib

import psutil

from grader.sandbox.nest import WAITS

__all__ = ["busy_below", "workers_below"]


def busy_below(process: psutil.Process | None = None) -> list[psutil.Process]:
    """Return what is below a process, or this one, but for wardens that wait and their workers.

    A warden that waits is a zygote's child; what learner's code begins never is, whatever it calls itself.
    """
    found: dict[int, tuple[psutil.Process, str]] = {}
    with contextlib.suppress(psutil.NoSuchProcess):
        for child in (process or psutil.Process()).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                found[child.pid] = (child, child.name())
    waiting: set[int] = set()
    for pid, (child, name) in found.items():
        with contextlib.suppress(psutil.NoSuchProcess):
            parent = child.ppid()
            above = found[parent][1] if parent in found else psutil.Process(parent).name()
            if name == WAITS and (parent in waiting or not above.startswith("grade-")):
                waiting.add(pid)
    # The zygote may have let one that waits end while this looked.
    return [child for pid, (child, _) in found.items() if pid not in waiting and child.is_running()]


def workers_below(process: psutil.Process) -> list[psutil.Process]:
    """Return the workers below a process that carry out a run."""
    found = []
    for child in busy_below(process):
        with contextlib.suppress(psutil.NoSuchProcess):
            found += [child] if child.name() == "grade-worker" else []
    return found
