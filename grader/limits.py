"""What one run may use. Profiles have names; no number stands elsewhere."""

from __future__ import annotations

import enum
from typing import Final

import msgspec

__all__ = [
    "CHEAPEST",
    "DEFAULT",
    "FRAME_BYTES",
    "INTAKE",
    "NOTEBOOK_BYTES",
    "OUTPUTS_BYTES",
    "SOURCE_BYTES",
    "TRAINING",
    "IntakeLimits",
    "Limits",
    "Stopped",
    "for_notebook",
]

MIB: Final = 1024 * 1024

FRAME_BYTES: Final = 32 * MIB
"""The largest evidence frame that the supervisor reads."""

SOURCE_BYTES: Final = 1 * MIB
"""The largest source of one part, and of one script."""

OUTPUTS_BYTES: Final = 16 * MIB
"""What a notebook's cells may show, pictures and all, as JSON."""

NOTEBOOK_BYTES: Final = 32 * MIB
"""The largest notebook file: its stored outputs may be large, and are not read."""


class Stopped(enum.StrEnum):
    """Which limit ended a run."""

    WALL_TIME = "wall_time"
    CELL_TIME = "cell_time"
    CPU_TIME = "cpu_time"
    MEMORY = "memory"
    PROCESSES = "processes"
    OUTPUT = "output"
    FILES = "files"
    KILLED = "killed"


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Bounds of one run: seconds of time, bytes of memory and files, counts of the rest."""

    wall_seconds: float
    cpu_seconds: int
    memory_bytes: int
    """Anonymous and shared memory above what the warm process already held."""
    processes: int
    """Processes of the run's tree, the worker included."""
    threads: int
    """Threads over all those processes."""
    output_bytes: int
    """Bytes on each of stdout and stderr."""
    disk_bytes: int
    """Bytes of all files in the run's folder together."""
    file_bytes: int
    """Bytes of one file."""
    open_files: int


def for_notebook(limits: Limits) -> Limits:
    """Return what a notebook's cells may use together, with what their kernel and its client take.

    One cell may run as long as a script, `limits.wall_seconds`.
    """
    return msgspec.structs.replace(
        limits,
        wall_seconds=3 * limits.wall_seconds,
        memory_bytes=limits.memory_bytes + 96 * MIB,
        processes=limits.processes + 1,
        threads=limits.threads + 24,
        open_files=limits.open_files + 64,
    )


DEFAULT: Final = Limits(
    wall_seconds=20.0,
    cpu_seconds=40,
    memory_bytes=1536 * MIB,
    processes=16,
    threads=128,
    output_bytes=2 * MIB,
    disk_bytes=256 * MIB,
    file_bytes=128 * MIB,
    open_files=256,
)
"""For everything that computes and does not train long."""

TRAINING: Final = msgspec.structs.replace(DEFAULT, wall_seconds=60.0, cpu_seconds=120)
"""For parts whose reference solution trains a network."""

CHEAPEST: Final = msgspec.structs.replace(
    DEFAULT, wall_seconds=3.0, cpu_seconds=6, memory_bytes=512 * MIB, processes=8, output_bytes=MIB // 4
)
"""Only for tests: reaches every limit soon."""


class IntakeLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Bounds of what is read of a class's submissions. A learner's archive cannot use up what the class may."""

    class_members: int
    """Files and folders of the whole class, those in archives included."""
    class_bytes: int
    """Bytes that all archives together may unpack to."""
    archive_members: int
    """Files and folders in one learner's archive, those in archives inside it included."""
    archive_bytes: int
    """Bytes that one learner's archive may unpack to."""
    directory_bytes: int
    """The table of contents of one archive, and any other piece of it that is held in memory."""
    ratio: int
    """Bytes that may come out for one that went in, past the first `free_bytes`."""
    free_bytes: int
    depth: int
    """Archives in archives, the outermost counted."""
    name_parts: int
    """Folders in folders."""
    roster_bytes: int
    metadata_bytes: int


INTAKE: Final = IntakeLimits(
    class_members=500_000,
    class_bytes=4096 * MIB,
    archive_members=20_000,
    archive_bytes=256 * MIB,
    directory_bytes=32 * MIB,
    ratio=200,
    free_bytes=1 * MIB,
    depth=4,
    name_parts=64,
    roster_bytes=16 * MIB,
    metadata_bytes=64 * MIB,
)
"""For a class of thousands."""
