"""The few calls of the system and its C library that Python does not wrap."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from typing import Final

__all__ = [
    "CLONE_NEWIPC",
    "CLONE_NEWNET",
    "CLONE_NEWNS",
    "CLONE_NEWPID",
    "CLONE_NEWUSER",
    "CLONE_NEWUTS",
    "become_subreaper",
    "collapse",
    "current_core",
    "drop_capabilities",
    "forbid_new_privileges",
    "keep_freed_memory",
    "landlock_abi",
    "landlock_add_rule",
    "landlock_create_ruleset",
    "landlock_restrict_self",
    "mount",
    "name_process",
    "set_read_only",
    "settle_allocator",
    "unshare",
]

CLONE_NEWNS: Final = 0x00020000
CLONE_NEWUTS: Final = 0x04000000
CLONE_NEWIPC: Final = 0x08000000
CLONE_NEWUSER: Final = 0x10000000
CLONE_NEWPID: Final = 0x20000000
CLONE_NEWNET: Final = 0x40000000

_PR_SET_NAME: Final = 15
_PR_CAPBSET_DROP: Final = 24
_PR_SET_CHILD_SUBREAPER: Final = 36
_PR_SET_NO_NEW_PRIVS: Final = 38
_LAST_CAPABILITY: Final = 40
_CAPABILITY_VERSION_3: Final = 0x20080522

# Landlock came after the system-call tables were unified: the same numbers on every architecture.
_LANDLOCK_CREATE_RULESET: Final = 444
_LANDLOCK_ADD_RULE: Final = 445
_LANDLOCK_RESTRICT_SELF: Final = 446
_LANDLOCK_VERSION: Final = 1
_LANDLOCK_PATH_BENEATH: Final = 1

# As did the newer calls for mounts.
_MOUNT_SETATTR: Final = 442
_MOUNT_ATTR_RDONLY: Final = 1
_AT_FDCWD: Final = -100
_AT_RECURSIVE: Final = 0x8000

_M_TRIM_THRESHOLD: Final = -1
_M_MMAP_THRESHOLD: Final = -3
_M_ARENA_MAX: Final = -8
_LARGEST_REUSED_BYTES: Final = 32 << 20
"""The most that glibc lets one ask for."""

_MOST_KEPT_BYTES: Final = 64 << 20
_MADV_COLLAPSE: Final = 25

_libc: Final = ctypes.CDLL(None, use_errno=True)


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32)]


class _RulesetAttributes(ctypes.Structure):
    _fields_ = [
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    ]


class _MountAttributes(ctypes.Structure):
    _fields_ = [
        ("attr_set", ctypes.c_uint64),
        ("attr_clr", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("userns_fd", ctypes.c_uint64),
    ]


def _checked(result: int, call: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{call}: {os.strerror(number)}")
    return result


def unshare(flags: int) -> None:
    """Leave the namespaces that `flags` (`CLONE_NEW*`) name for new ones."""
    _checked(_libc.unshare(flags), "unshare")


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    """Mount a file system of `kind` on `target`."""
    result = _libc.mount(
        source.encode(), os.fsencode(target), kind.encode(), ctypes.c_ulong(flags), options.encode() or None
    )
    _checked(result, f"mount {target}")


def set_read_only(target: str, *, read_only: bool, recursive: bool = False) -> None:
    """Make the mount at `target`, and with `recursive` those below it, read-only or writable."""
    attributes = _MountAttributes(*((_MOUNT_ATTR_RDONLY, 0) if read_only else (0, _MOUNT_ATTR_RDONLY)))
    result = _libc.syscall(
        _MOUNT_SETATTR,
        _AT_FDCWD,
        os.fsencode(target),
        _AT_RECURSIVE if recursive else 0,
        ctypes.byref(attributes),
        ctypes.c_size_t(ctypes.sizeof(attributes)),
    )
    _checked(result, f"mount_setattr {target}")


def forbid_new_privileges() -> None:
    """Make set-user-id files and file capabilities mean nothing to this process and its children."""
    _checked(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl no_new_privs")


def name_process(name: str) -> None:
    """Have `ps` and `top` show this process under a name of at most 15 letters, on Linux."""
    if sys.platform == "linux":
        _checked(_libc.prctl(_PR_SET_NAME, name.encode(), 0, 0, 0), "prctl name")


def become_subreaper() -> None:
    """Inherit the orphans of this process's descendants, so that they can be found and ended."""
    _checked(_libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), "prctl child_subreaper")


def drop_capabilities() -> None:
    """Give up every capability, now and for whatever this process might become."""
    for capability in range(_LAST_CAPABILITY + 1):
        _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)  # Fails where it is not held: already dropped.
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    _checked(_libc.capset(header, nothing), "capset")


def landlock_abi() -> int:
    """Return the version of Landlock that the kernel offers, from 1; raise `OSError` where it has none."""
    return _checked(
        _libc.syscall(_LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), _LANDLOCK_VERSION), "landlock"
    )


def landlock_create_ruleset(file_access: int, net_access: int, scoped: int) -> int:
    """Return the descriptor of a new rule set that handles (denies, but for its rules) these accesses."""
    attributes = _RulesetAttributes(file_access, net_access, scoped)
    # An older kernel refuses a longer structure with other than zeros in it, and takes a shorter one.
    size = 24 if scoped else 16 if net_access else 8
    return _checked(
        _libc.syscall(_LANDLOCK_CREATE_RULESET, ctypes.byref(attributes), ctypes.c_size_t(size), 0),
        "landlock_create_ruleset",
    )


def landlock_add_rule(ruleset: int, access: int, parent: int) -> None:
    """Allow `access` on and below what the descriptor `parent` refers to."""
    rule = _PathBeneath(access, parent)
    _checked(
        _libc.syscall(_LANDLOCK_ADD_RULE, ruleset, _LANDLOCK_PATH_BENEATH, ctypes.byref(rule), 0),
        "landlock_add_rule",
    )


def landlock_restrict_self(ruleset: int) -> None:
    """Put this process and its children under the rule set, for good."""
    _checked(_libc.syscall(_LANDLOCK_RESTRICT_SELF, ruleset, 0), "landlock_restrict_self")


def current_core() -> int:
    """Return the number of the core that this thread is on, or 0 where the C library does not tell."""
    return max(0, _libc.sched_getcpu()) if hasattr(_libc, "sched_getcpu") else 0


def settle_allocator() -> None:
    """Have this process take little memory, and use again what it has freed, where the C library is glibc.

    With its default, eight arenas a core, each keeps what its largest frame took: hundreds of runs in a few threads
    grew a process from 60 to 290 MiB, and with one arena to 95. And an array of a few megabytes is new memory each time,
    which the kernel clears and maps page by page: 15 of the 30 ms to judge a layer of 30,000 rows.
    """
    with contextlib.suppress(AttributeError):
        _libc.mallopt(_M_ARENA_MAX, 1)
        keep_freed_memory()


def keep_freed_memory() -> None:
    """Have this process use again what it has freed, be it large, where the C library is glibc."""
    with contextlib.suppress(AttributeError):
        _libc.mallopt(_M_MMAP_THRESHOLD, _LARGEST_REUSED_BYTES)
        _libc.mallopt(_M_TRIM_THRESHOLD, _MOST_KEPT_BYTES)


def collapse(address: int, size: int) -> None:
    """Put this process's memory at an address into huge pages. A kernel before Linux 6.1 cannot; nothing depends on it."""
    _libc.madvise(ctypes.c_void_p(address), ctypes.c_size_t(size), _MADV_COLLAPSE)
