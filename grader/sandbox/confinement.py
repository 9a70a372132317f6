"""The layers of confinement by name: which of them work here, and how a worker puts them on."""

from __future__ import annotations

import contextlib
import os
import resource
import sys
from typing import TYPE_CHECKING, Final

from grader.sandbox import cgroup, kernel, landlock, namespaces, seccomp
from grader.sandbox.layers import LANDLOCK, LAYERS, NAMESPACES, RLIMITS, SECCOMP, WATCHDOG

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.limits import Limits
    from grader.sandbox.protocol import RunRequest

__all__ = ["close_off_client", "confine", "confine_client", "spare_descriptors", "survey", "warm_up"]

_SIGNALS: Final = 1024

_SPARE_DESCRIPTORS: Final = 32
"""For the probes, whatever the learner's code has left open."""


def survey() -> tuple[dict[str, str], dict[str, str]]:
    """Try every layer in a child of its own; return those that work with what they are, and the others with why not."""
    works: dict[str, str] = {}
    missing: dict[str, str] = {}
    probes: dict[str, Callable[[], str]] = {
        LANDLOCK: landlock.probe,
        SECCOMP: seccomp.probe,
        NAMESPACES: namespaces.probe,
        RLIMITS: lambda: "CPU time, processes, file size, open files",
        WATCHDOG: _probe_watchdog,
    }
    for layer in LAYERS:
        good, words = _in_child(probes[layer])
        (works if good else missing)[layer] = words
    return works, missing


def warm_up() -> None:
    """Prepare what every worker's confinement needs, where it is to be had."""
    with contextlib.suppress(OSError):
        seccomp.probe()
        for allowed in (seccomp.SCRIPT, seccomp.KERNEL, seccomp.CLIENT):
            seccomp.prepare(allowed)


def spare_descriptors() -> None:
    """Let this process open as many files as it could not until now."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _probe_watchdog() -> str:
    if not os.path.exists(f"/proc/self/task/{os.getpid()}/children"):
        raise OSError("there is no /proc that lists the children of a process")
    words = "memory, processes, threads and disk, read from /proc"
    with contextlib.suppress(OSError):
        words += f"; {cgroup.probe()}"
    return words


def _in_child(probe: Callable[[], str]) -> tuple[bool, str]:
    if sys.platform != "linux":
        return False, "only on Linux"
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        answer = b"-no answer"
        try:
            answer = b"+" + probe().encode()
        except OSError as error:
            answer = b"-" + str(error).encode()
        finally:
            os.write(writer, answer)
            os._exit(0)
    os.close(writer)
    answer = os.read(reader, 4096)
    os.close(reader)
    os.waitpid(child, 0)
    return answer.startswith(b"+"), answer[1:].decode(errors="replace")


def confine(request: RunRequest) -> None:
    """Put the layers of `request` on this process, for good; the warden has already entered the namespaces.

    Raises:
        OSError: a layer could not be put on. The caller must end without running anything.
    """
    if NAMESPACES in request.layers:
        namespaces.furnish(request.hidden, request.folder)
    _close_in(
        request,
        request.folder,
        own_users=NAMESPACES in request.layers,
        allowed=seccomp.SCRIPT if request.cell_seconds is None else seccomp.KERNEL,
    )


def confine_client(request: RunRequest) -> None:
    """Put on this process, a kernel's client, what it can bear: it connects to the sockets in the run's folder.

    Raises:
        OSError: a layer could not be put on.
    """
    _close_in(request, None, own_users=False, allowed=seccomp.CLIENT)


def _close_in(request: RunRequest, folder: str | None, *, own_users: bool, allowed: frozenset[str]) -> None:
    """Put on what needs no namespaces: only `folder` can be written, and `allowed` calls can be made."""
    if RLIMITS in request.layers:
        _limit(request.limits, own_users=own_users)
    if sys.platform == "linux":
        kernel.forbid_new_privileges()
    if LANDLOCK in request.layers:
        landlock.confine(request.readable, folder)
    if sys.platform == "linux":
        kernel.drop_capabilities()
    if SECCOMP in request.layers:
        seccomp.confine(allowed)


def close_off_client(request: RunRequest) -> None:
    """Take from this client, which has its connections, the means to make another: its kernel may ask for one by ending one.

    Raises:
        OSError: the layer could not be put on.
    """
    if SECCOMP in request.layers:
        seccomp.confine(seccomp.SCRIPT, all_threads=True)


def _limit(limits: Limits, *, own_users: bool) -> None:
    # Both the soft and the hard limit: only the hard one's SIGKILL reaches the first process of a PID namespace.
    bounds = {
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_FSIZE: limits.file_bytes,
        resource.RLIMIT_NOFILE: limits.open_files + _SPARE_DESCRIPTORS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        # Where a desktop grants its users more: no rank before others.
        resource.RLIMIT_NICE: 0,
        resource.RLIMIT_RTPRIO: 0,
        # All programs of the user share the number of signals and timers that he may have.
        resource.RLIMIT_SIGPENDING: _SIGNALS,
    }
    if own_users:
        # Counts threads too, and without a user namespace everything else that the user runs. Twice what the
        # watchdog allows, so that it sees the excess and can name it.
        bounds[resource.RLIMIT_NPROC] = 2 * (limits.processes + limits.threads)
    for which, bound in bounds.items():
        _, hard = resource.getrlimit(which)
        lowered = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        with contextlib.suppress(ValueError):
            resource.setrlimit(which, (lowered, lowered))
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(limits.open_files, hard), hard))
