"""What one run may use. Profiles have names; no number stands elsewhere."""

from __future__ import annotations

import enum
from typing import Final

import msgspec

__all__ = [
    "CHEAPEST",
    "DEFAULT",
    "FRAME_BYTES",
    "NOTEBOOK_BYTES",
    "OUTPUTS_BYTES",
    "SOURCE_BYTES",
    "TRAINING",
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
