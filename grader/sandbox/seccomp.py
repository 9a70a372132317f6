"""The seccomp layer: system calls that no exercise needs fail with EPERM."""

from __future__ import annotations

import errno
import functools
import mmap
import socket
from typing import Any, Final

from grader.sandbox import kernel

# Imported with the zygote and not when it is needed: it looks its C library up by starting a process.
try:
    import pyseccomp
except (ImportError, RuntimeError):  # not Linux, or no libseccomp
    pyseccomp = None

__all__ = ["CLIENT", "KERNEL", "SCRIPT", "confine", "prepare", "probe"]

SCRIPT: Final = frozenset[str]()
KERNEL: Final = frozenset(["accept", "accept4"])
"""For a notebook's kernel: it listens on the sockets that it was given, and can make no other."""

CLIENT: Final = frozenset(["socket", "connect"])
"""For the process that talks to the kernel, and runs no learner's code: until its first cell, and in the file system."""

_FORBIDDEN: Final = (
    # programs
    "execve execveat "
    # other processes' memory
    "ptrace process_vm_readv process_vm_writev process_madvise pidfd_getfd kcmp perf_event_open userfaultfd "
    # file systems and name spaces
    "mount umount umount2 pivot_root chroot unshare setns open_tree move_mount mount_setattr fsopen fsconfig "
    "fsmount fspick open_by_handle_at name_to_handle_at swapon swapoff quotactl acct "
    # the kernel itself
    "bpf keyctl add_key request_key io_uring_setup io_uring_enter io_uring_register kexec_load kexec_file_load "
    "init_module finit_module delete_module reboot syslog sethostname setdomainname settimeofday clock_settime "
    "clock_adjtime adjtimex iopl ioperm modify_ldt personality "
    # memory that no file system and no process's size shows; see also `prepare`
    "memfd_create memfd_secret vmsplice shmget shmat shmctl shmdt semget semop semtimedop semctl "
    "msgget msgsnd msgrcv msgctl mq_open mq_unlink landlock_create_ruleset landlock_add_rule landlock_restrict_self "
    # what all of the machine's programs share a number of
    "io_setup "
    # what happens in folders that cannot be read
    "inotify_init inotify_init1 inotify_add_watch fanotify_init fanotify_mark "
    # new sockets, new partners for old ones, larger buffers: socketpair stays, asyncio needs it
    "socket bind connect listen accept accept4 sendmsg sendmmsg setsockopt"
).split()

_NEW_NAMESPACES: Final = (
    kernel.CLONE_NEWNS,
    kernel.CLONE_NEWUTS,
    kernel.CLONE_NEWIPC,
    kernel.CLONE_NEWUSER,
    kernel.CLONE_NEWPID,
    kernel.CLONE_NEWNET,
)


_MAP_TYPE: Final = 0x0F
_CLONE_FILES: Final = 0x00000400
_CLONE_THREAD: Final = 0x00010000
_CLOSE_RANGE_UNSHARE: Final = 2
_PR_SET_DUMPABLE: Final = 4


def probe() -> str:
    """Return what is used, in words; raise `OSError` where the library or the kernel's support is missing."""
    if pyseccomp is None:
        raise OSError(errno.ENOSYS, "the libseccomp library is not installed (Debian: libseccomp2)")
    return "by libseccomp"


@functools.cache
def prepare(allowed: frozenset[str] = SCRIPT) -> Any:
    """Return the filter without the calls that are `allowed`, built once: the zygote does it so that no worker has to."""
    refuse = pyseccomp.ERRNO(errno.EPERM)
    filters = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for name in _FORBIDDEN:
        if name in allowed:
            continue
        try:
            filters.add_rule(refuse, name)
        except (ValueError, OSError):  # This architecture, or this library, does not know the call.
            continue
    if "socket" in allowed:
        filters.add_rule(refuse, "socket", pyseccomp.Arg(0, pyseccomp.NE, socket.AF_UNIX))
    for flag in _NEW_NAMESPACES:
        filters.add_rule(refuse, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flag, flag))
    # Its flags are behind a pointer that a filter cannot follow; told ENOSYS, the C library uses clone.
    filters.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    filters.add_rule(refuse, "socketpair", pyseccomp.Arg(0, pyseccomp.NE, socket.AF_UNIX))
    # A datagram goes to any address that it is given, also from a socket of a pair.
    filters.add_rule(refuse, "sendto", pyseccomp.Arg(4, pyseccomp.NE, 0))
    # Pages of a shared mapping stay when they are in no process's tables any more.
    anonymous = mmap.MAP_SHARED | mmap.MAP_ANONYMOUS
    filters.add_rule(
        refuse, "mmap", pyseccomp.Arg(3, pyseccomp.MASKED_EQ, _MAP_TYPE | mmap.MAP_ANONYMOUS, anonymous)
    )
    # Where /proc shows a user no more than his own processes, such a one would be hidden from the watchdog.
    filters.add_rule(refuse, "prctl", pyseccomp.Arg(0, pyseccomp.EQ, _PR_SET_DUMPABLE))
    # Every thread with descriptors of its own could hold as many as a process.
    filters.add_rule(
        refuse, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, _CLONE_THREAD | _CLONE_FILES, _CLONE_THREAD)
    )
    filters.add_rule(
        refuse,
        "close_range",
        pyseccomp.Arg(2, pyseccomp.MASKED_EQ, _CLOSE_RANGE_UNSHARE, _CLOSE_RANGE_UNSHARE),
    )
    return filters


def confine(allowed: frozenset[str] = SCRIPT, *, all_threads: bool = False) -> None:
    """Load the filter into this process and its children, for good; threads that it has already need `all_threads`."""
    kernel.forbid_new_privileges()
    filters = prepare(allowed)
    if all_threads:
        filters.set_attr(pyseccomp.Attr.CTL_TSYNC, 1)
    filters.load()
