"""The namespaces layer: a run sees no other process, no network, and none of the hidden folders."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from grader.sandbox import kernel

__all__ = ["enter", "furnish", "probe"]

_MS_RDONLY: Final = 1
_MS_NOSUID: Final = 2
_MS_NODEV: Final = 4
_MS_NOEXEC: Final = 8
_MS_REC: Final = 16384
_MS_PRIVATE: Final = 1 << 18
_SEALED: Final = _MS_RDONLY | _MS_NOSUID | _MS_NODEV | _MS_NOEXEC


def probe() -> str:
    """Enter them for good and return what they are, in words; raise `OSError` where the kernel refuses."""
    enter()
    return "user, PID, mount, network, IPC and host name"


def enter() -> None:
    """Leave the machine's user, PID, network, IPC and UTS namespaces; the next child is the first of the new ones."""
    user, group = os.getuid(), os.getgid()
    kernel.unshare(
        kernel.CLONE_NEWUSER
        | kernel.CLONE_NEWPID
        | kernel.CLONE_NEWNET
        | kernel.CLONE_NEWIPC
        | kernel.CLONE_NEWUTS
    )
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def furnish(hidden: tuple[str, ...], needed: tuple[str, ...]) -> None:
    """Give this process a mount namespace with its own `/proc`, and nothing in the `hidden` folders.

    A hidden folder that holds one of the `needed` paths stays as it is: there Landlock alone hides the rest.
    """
    kernel.unshare(kernel.CLONE_NEWNS)
    kernel.mount("none", "/", "none", _MS_REC | _MS_PRIVATE)
    kernel.mount("proc", "/proc", "proc", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC)
    for path in hidden:
        if Path(path).is_dir() and not any(Path(need).is_relative_to(path) for need in needed):
            kernel.mount("tmpfs", path, "tmpfs", _SEALED, "size=4k,nr_inodes=2")
