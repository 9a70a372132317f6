"""The Landlock layer: a worker reads the Python installation, writes its own folder, and touches nothing else."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from grader.sandbox import kernel

__all__ = ["confine", "installed_copies", "probe", "readable_paths"]

_EXECUTE: Final = 1 << 0
_WRITE_FILE: Final = 1 << 1
_READ_FILE: Final = 1 << 2
_READ_DIR: Final = 1 << 3
_REMOVE_DIR: Final = 1 << 4
_REMOVE_FILE: Final = 1 << 5
_MAKE_DIR: Final = 1 << 7
_MAKE_REG: Final = 1 << 8
_MAKE_SYM: Final = 1 << 12
# Renaming from one folder to another, both of the run's own: how TensorFlow finishes a checkpoint.
_REFER: Final = 1 << 13
_TRUNCATE: Final = 1 << 14

_READ: Final = _READ_FILE | _READ_DIR
_FOR_FILES: Final = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | (1 << 15)
_WRITE: Final = (
    _READ | _WRITE_FILE | _TRUNCATE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _MAKE_SYM | _REFER
)

# How many file-system rights each version of the interface knows; a later version knows them all.
_FILE_RIGHTS: Final = {1: 13, 2: 14, 3: 15, 4: 15}
_ALL_FILE_RIGHTS: Final = 16
_NET_ABI: Final = 4
_SCOPE_ABI: Final = 6
_TCP: Final = 0b11
_SIGNALS_AND_ABSTRACT_SOCKETS: Final = 0b11

_SYSTEM: Final = (
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/proc",
    "/sys/devices/system/cpu",
    "/etc/localtime",
    "/etc/ld.so.cache",
    "/etc/fonts",
    "/dev/zero",
    "/dev/urandom",
    "/dev/random",
)


_PACKAGES: Final = ("site-packages", "dist-packages")


def probe() -> str:
    """Return what the kernel offers, in words; raise `OSError` where it offers no Landlock."""
    abi = kernel.landlock_abi()
    parts = ["files"] + (["TCP"] if abi >= _NET_ABI else []) + (["signals"] if abi >= _SCOPE_ABI else [])
    return f"version {abi}: {', '.join(parts)}"


def installed_copies() -> tuple[str, ...]:
    """Return the folders of every installation of the grader in what can be read: each may carry a course's solutions.

    An editable one does, in a folder that its package is not in.
    """
    folders = {Path(path) for path in sys.path if os.path.isabs(path)}
    for root in (sys.prefix, sys.base_prefix, "/usr", "/usr/local"):
        folders.update(Path(root).glob("lib/python*/*-packages"))
    return tuple(sorted(str(folder / "grader") for folder in folders if (folder / "grader").is_dir()))


def readable_paths(hidden: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paths that a run may read: the system's libraries and Python's, without what is hidden in them.

    A folder's path ends in a slash.
    """
    roots = [*_SYSTEM, sys.prefix, sys.base_prefix]
    # Of the other places that modules come from only those that hold installed packages: not a checkout.
    roots += [path for path in sys.path if Path(path).name in _PACKAGES]
    listing = _Listing(hidden)
    for root in dict.fromkeys(roots):
        if os.path.exists(root):
            listing.add(root, os.path.realpath(root))
    return tuple(listing.found)


class _Listing:
    """Paths that together hold everything but the secret ones. What two paths lead to is listed once."""

    def __init__(self, hidden: tuple[str, ...]) -> None:
        self.found: list[str] = []
        self._secrets = frozenset(map(os.path.realpath, hidden))
        self._above = {str(parent) for secret in self._secrets for parent in Path(secret).parents}
        self._seen: set[str] = set()

    def add(self, path: str, resolved: str) -> None:
        """Add `path`, or its children as far down as it takes to leave out every secret inside it."""
        if resolved in self._secrets or resolved in self._seen:
            return
        self._seen.add(resolved)
        if resolved not in self._above:
            self.found.append(f"{path}/" if os.path.isdir(path) else path)
            return
        with os.scandir(path) as children:
            for child in sorted(children, key=lambda entry: entry.name):
                own = os.path.join(resolved, child.name)
                self.add(child.path, os.path.realpath(child.path) if child.is_symlink() else own)


def confine(readable: tuple[str, ...], folder: str | None = None) -> None:
    """Put this process under Landlock: read `readable`, write `folder`, no TCP, no signals to others, for good."""
    abi = kernel.landlock_abi()
    known = (1 << _FILE_RIGHTS.get(abi, _ALL_FILE_RIGHTS)) - 1
    ruleset = kernel.landlock_create_ruleset(
        known, _TCP if abi >= _NET_ABI else 0, _SIGNALS_AND_ABSTRACT_SOCKETS if abi >= _SCOPE_ABI else 0
    )
    for path in readable:
        _allow(ruleset, path, _READ & known)
    _allow(ruleset, "/dev/null", (_READ | _WRITE_FILE | _TRUNCATE) & known)
    if folder is not None:
        _allow(ruleset, f"{folder}/", _WRITE & known)
    kernel.landlock_restrict_self(ruleset)
    os.close(ruleset)


def _allow(ruleset: int, path: str, access: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return
    try:
        if not path.endswith("/"):
            access &= _FOR_FILES
        kernel.landlock_add_rule(ruleset, access, descriptor)
    finally:
        os.close(descriptor)
