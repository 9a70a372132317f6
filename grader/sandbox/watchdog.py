"""What a run's processes use, read from /proc by the warden, which the run cannot see."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Final

import msgspec

from grader.limits import Stopped

if TYPE_CHECKING:
    from grader.limits import Limits

__all__ = ["ENTRIES", "Usage", "descendants", "disk_usage", "excess", "memory_of", "too_much_disk", "usage"]

ENTRIES: Final = 10_000
"""More files than this count as too much disk, whatever their size."""


_OWN_MEMORY: Final = (b"RssAnon:", b"RssShmem:", b"VmPTE:", b"VmSwap:", b"HugetlbPages:")
"""Anonymous and shared pages, here or swapped out, and the tables in which they are entered."""


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
    """Return the threads of `process`, and the memory in bytes that is its own; zeros when it is gone."""
    threads, size = _status(f"/proc/{process}/status")
    if threads > 1 and not size:
        # The first thread has ended and shows none; the others hold it still.
        with contextlib.suppress(OSError):
            others = os.listdir(f"/proc/{process}/task")
            size = max(_status(f"/proc/{process}/task/{thread}/status")[1] for thread in others)
    return threads, size


def _status(path: str) -> tuple[int, int]:
    threads = kibibytes = 0
    try:
        with open(path, "rb") as file:
            for line in file:
                if line.startswith(_OWN_MEMORY):
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
    """Return the bytes and the number of the files below `folder`; stops counting at `ENTRIES` of them.

    A folder that cannot be looked into, or lies too deep for it, counts as that many.
    """
    size = entries = 0
    queue = [folder]
    while queue and entries < ENTRIES:
        try:
            with os.scandir(queue.pop()) as listing:
                for entry in listing:
                    entries += 1
                    with contextlib.suppress(FileNotFoundError):  # Gone meanwhile; the others still count.
                        if entry.is_dir(follow_symlinks=False):
                            queue.append(entry.path)
                        else:
                            size += entry.stat(follow_symlinks=False).st_blocks * 512
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            entries += ENTRIES
    return size, entries


def _file_system_usage(folder: str) -> tuple[int, int]:
    """Return the bytes and the number of all files of the file system that `folder` is."""
    status = os.statvfs(folder)
    return (status.f_blocks - status.f_bfree) * status.f_frsize, status.f_files - status.f_ffree


def excess(now: Usage, limits: Limits) -> Stopped | None:
    """Return which limit `now` exceeds, if any."""
    if now.processes > limits.processes or now.threads > limits.threads:
        return Stopped.PROCESSES
    if now.memory_bytes > limits.memory_bytes:
        return Stopped.MEMORY
    return None


def too_much_disk(folder: str, limits: Limits, *, own: bool) -> bool:
    """Tell whether the files below `folder` exceed the disk limit, in bytes or in number.

    `own` says that it is a file system by itself.
    """
    size, entries = _file_system_usage(folder) if own else disk_usage(folder)
    return size > limits.disk_bytes or entries >= ENTRIES
