"""The namespaces layer: a run sees no other process, no network, and none of the hidden folders.

Its own folder is a small file system in memory, and all others are read-only to it: Landlock lets the owner of a file
change its mode and its times.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Final

from grader.sandbox import kernel

__all__ = ["enter", "furnish", "hold_folder", "probe"]

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
    kernel.set_read_only("/", read_only=True, recursive=True)
    return "user, PID, mount, network, IPC and host name"


def enter() -> None:
    """Leave the machine's user, PID, network, IPC, UTS and mount namespaces; the next child is the first of the new ones."""
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
    _own_mounts()


def _own_mounts() -> None:
    kernel.unshare(kernel.CLONE_NEWNS)
    kernel.mount("none", "/", "none", _MS_REC | _MS_PRIVATE)


def hold_folder(folder: str, size: int, entries: int) -> None:
    """Hold `folder`, with what is in it, in memory from now on: a file system of its own, with bounds of its own.

    Links in it become copies of what they lead to: nobody but us has been in it.

    What is deleted and still open, hidden deep down or gone a moment later counts in it, and all of it ends with the
    run.
    """
    before = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    kernel.mount(
        "tmpfs", folder, "tmpfs", _MS_NOSUID | _MS_NODEV, f"size={size},nr_inodes={entries},mode=700"
    )
    shutil.copytree(f"/proc/self/fd/{before}", folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
    os.close(before)


def furnish(hidden: tuple[str, ...], folder: str) -> None:
    """Give this process a mount namespace with its own `/proc`, and nothing to write outside `folder`.

    The `hidden` folders are empty. One that holds `folder`, or Python, stays as it is: there Landlock alone hides the
    rest.
    """
    needed = (folder, sys.prefix, sys.base_prefix)
    _own_mounts()
    kernel.mount("proc", "/proc", "proc", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC)
    for path in hidden:
        if Path(path).is_dir() and not any(Path(need).is_relative_to(path) for need in needed):
            kernel.mount("tmpfs", path, "tmpfs", _SEALED, "size=4k,nr_inodes=2")
    kernel.set_read_only("/", read_only=True, recursive=True)
    kernel.set_read_only(folder, read_only=False)
