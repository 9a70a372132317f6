"""What a run's processes use, read from /proc by the warden, which the run cannot see."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import msgspec

from grader.limits import Stopped

if TYPE_CHECKING:
    from grader.limits import Limits

__all__ = ["Usage", "descendants", "disk_usage", "excess", "memory_of", "too_much_disk", "usage"]

_ENTRIES: Final = 10_000
"""More files than this count as too much disk, whatever their size."""


class Usage(msgspec.Struct, frozen=True):
    """Of all processes of a run together; `memory_bytes` is above what each had from the warm process."""

    processes: int
    threads: int
    memory_bytes: int


def descendants(process: int) -> list[int]:
    """Return the ids of all processes that `process` and its children have started and that still live."""
    found: list[int] = []
    queue = [process]
    while queue:
        parent = queue.pop()
        try:
            threads = os.listdir(f"/proc/{parent}/task")
        except OSError:
            continue
        for thread in threads:
            try:
                with open(f"/proc/{parent}/task/{thread}/children", "rb") as file:
                    children = [int(word) for word in file.read().split()]
            except OSError:
                continue
            found += children
            queue += children
    return found


def memory_of(process: int) -> tuple[int, int]:
    """Return the threads of `process` and its anonymous and shared resident memory in bytes; zeros when it is gone."""
    threads = kibibytes = 0
    try:
        with open(f"/proc/{process}/status", "rb") as file:
            for line in file:
                if line.startswith((b"RssAnon:", b"RssShmem:")):
                    kibibytes += int(line.split()[1])
                elif line.startswith(b"Threads:"):
                    threads = int(line.split()[1])
    except OSError:
        return 0, 0
    return threads, kibibytes * 1024


def usage(warden: int, baseline_bytes: int) -> Usage:
    """Return what the processes below `warden` use; each was born with `baseline_bytes` of the warm process's memory."""
    processes = descendants(warden)
    threads = memory = 0
    for process in processes:
        own_threads, own_memory = memory_of(process)
        threads += own_threads
        memory += max(0, own_memory - baseline_bytes)
    return Usage(len(processes), threads, memory)


def disk_usage(folder: str) -> tuple[int, int]:
    """Return the bytes and the number of the files below `folder`; stops counting at 10,000 entries."""
    size = entries = 0
    queue = [folder]
    while queue and entries < _ENTRIES:
        try:
            with os.scandir(queue.pop()) as listing:
                for entry in listing:
                    entries += 1
                    if entry.is_dir(follow_symlinks=False):
                        queue.append(entry.path)
                    else:
                        size += entry.stat(follow_symlinks=False).st_blocks * 512
        except OSError:
            continue
    return size, entries


def excess(now: Usage, limits: Limits) -> Stopped | None:
    """Return which limit `now` exceeds, if any."""
    if now.processes > limits.processes or now.threads > limits.threads:
        return Stopped.PROCESSES
    if now.memory_bytes > limits.memory_bytes:
        return Stopped.MEMORY
    return None


def too_much_disk(folder: str, limits: Limits) -> bool:
    """Tell whether the files below `folder` exceed the disk limit, in bytes or in number."""
    size, entries = disk_usage(folder)
    return size > limits.disk_bytes or entries >= _ENTRIES
