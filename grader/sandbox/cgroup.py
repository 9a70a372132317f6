"""A run's control group, where this user may make one: the kernel's own bound on a run's memory and processes.

Of version 1, a group below the warden's own for each of the two controllers; of version 2, one beside or below it, where
both are delegated. The watchdog's limits are lower: it sees an excess first and can name it. What grows faster than it
looks meets the group.
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from grader.limits import Limits

__all__ = ["ControlGroup", "make", "probe"]

_ROOT: Final = Path("/sys/fs/cgroup")
_OWN: Final = Path("/proc/self/cgroup")
_CONTROLLERS: Final = ("memory", "pids")
_PREFIX: Final = "grade-"
_EMPTY_SECONDS: Final = 2.0


class ControlGroup:
    """The groups of one run, by their folders: one for each controller, or one for both."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders

    def bound(self, limits: Limits, baseline_bytes: int) -> None:
        """Bound what the group may use, where its files allow it.

        A worker is born with `baseline_bytes` of the warm process's memory, which becomes its own as it writes to it; what
        it writes into files of its folder is memory as well.
        """
        memory = limits.memory_bytes + baseline_bytes + 2 * limits.disk_bytes
        bounds = {
            "memory.limit_in_bytes": memory,
            "memory.memsw.limit_in_bytes": memory,
            "memory.max": memory,
            "memory.swap.max": 0,
            "memory.oom.group": 1,
            "pids.max": 2 * (limits.processes + limits.threads),
        }
        for folder in self._folders:
            for name, bound in bounds.items():
                if (folder / name).exists():
                    with contextlib.suppress(OSError):
                        (folder / name).write_text(str(bound))

    def enter(self) -> None:
        """Move this process, and whatever it will start, into the group."""
        for folder in self._folders:
            (folder / "cgroup.procs").write_text("0")

    def out_of_memory(self) -> bool:
        """Tell whether the kernel has ended a process of the group for its memory."""
        for folder in self._folders:
            for name in ("memory.oom_control", "memory.events"):
                with contextlib.suppress(OSError):
                    counts = dict(line.split() for line in (folder / name).read_text().splitlines())
                    return int(counts.get("oom_kill", 0)) > 0
        return False

    def close(self) -> None:
        """Remove the group when its last process has ended."""
        deadline = time.monotonic() + _EMPTY_SECONDS
        for folder in self._folders:
            while not _removed(folder) and time.monotonic() < deadline:
                time.sleep(0.005)


def probe(root: Path = _ROOT, own: Path = _OWN) -> str:
    """Return what there is, in words; raise `OSError` where this user may make no group."""
    parents = _parents(root, own)
    if not parents:
        raise OSError("no control group is delegated to this user")
    return f"control groups, version {2 if len(parents) == 1 else 1}"


def make(root: Path = _ROOT, own: Path = _OWN) -> ControlGroup | None:
    """Return a group for one run, or None where this user may make none."""
    made: list[Path] = []
    try:
        for parent in _parents(root, own):
            _sweep(parent)
            folder = parent / f"{_PREFIX}{os.getpid()}"
            folder.mkdir()
            made.append(folder)
    except OSError:
        ControlGroup(tuple(made)).close()
        return None
    return ControlGroup(tuple(made)) if made else None


def _parents(root: Path, own: Path) -> tuple[Path, ...]:
    """Return the folders in which a group can be made: one of version 2, or one of version 1 for each controller."""
    places: dict[str, str] = {}
    with contextlib.suppress(OSError, ValueError):
        for line in own.read_text().splitlines():
            _, controllers, place = line.split(":", 2)
            places.update(dict.fromkeys(controllers.split(","), place.lstrip("/")))
    second = root / places.get("", "")
    for folder in (second.parent, second) if "" in places else ():
        with contextlib.suppress(OSError):
            passed_on = (folder / "cgroup.subtree_control").read_text().split()
            if set(_CONTROLLERS) <= set(passed_on) and _may_make(folder):
                return (folder,)
    first = tuple(root / name / places[name] for name in _CONTROLLERS if name in places)
    return first if len(first) == len(_CONTROLLERS) and all(map(_may_make, first)) else ()


def _may_make(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK) and os.access(folder / "cgroup.procs", os.W_OK)


def _sweep(parent: Path) -> None:
    """Remove the groups of wardens that were killed."""
    for folder in parent.glob(f"{_PREFIX}*"):
        if not Path("/proc", folder.name.removeprefix(_PREFIX)).exists():
            _removed(folder)


def _removed(folder: Path) -> bool:
    try:
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
