"""Attempts at what each layer of confinement must refuse, made by a run under that layer alone; for `grade doctor`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import msgspec

from grader.evidence import Cell
from grader.limits import CHEAPEST, Limits, Stopped
from grader.sandbox.layers import LANDLOCK, NAMESPACES, RLIMITS, SECCOMP, WATCHDOG
from grader.sandbox.supervisor import Job

if TYPE_CHECKING:
    from grader.evidence import Evidence
    from grader.sandbox.supervisor import Supervisor

__all__ = ["ATTEMPTS", "Attempt", "refused"]

_THROUGH: Final = "through"
_SEED: Final = 1
_MIB: Final = 1024 * 1024


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One forbidden thing, harmless where it is not refused. `needs` is what a machine without the layer lacks."""

    layer: str
    what: str
    """`reading /etc/passwd`"""
    source: str
    needs: str
    limits: Limits = CHEAPEST
    stopped: Stopped | None = None
    """Set where the run is ended and not the call refused."""


ATTEMPTS: Final = (
    Attempt(
        layer=LANDLOCK,
        what="reading /etc/passwd",
        source="open('/etc/passwd').read()",
        needs="Linux 5.13 or later, with `landlock` in what the file /sys/kernel/security/lsm lists; "
        "the boot parameter `lsm=landlock,...` puts it there",
    ),
    Attempt(
        layer=SECCOMP,
        what="opening a socket",
        source="import socket; socket.socket(socket.AF_UNIX)",
        needs="a kernel with CONFIG_SECCOMP_FILTER, and the library: apt install libseccomp2",
    ),
    Attempt(
        layer=NAMESPACES,
        what="finding the process that grades",
        source="import os; os.kill(@SUPERVISOR@, 0)",
        needs="user namespaces for this user: sysctl user.max_user_namespaces above 0, "
        "kernel.unprivileged_userns_clone=1 on Debian, kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu; "
        "in a container, one that lets unshare and mount through",
    ),
    Attempt(
        layer=RLIMITS,
        what="opening a thousand files",
        source="files = [open('/dev/null') for _ in range(1000)]",
        needs="any Linux",
    ),
    Attempt(
        layer=WATCHDOG,
        what="holding on to 256 MB where 64 are allowed",
        source="import time\nheld = bytearray(b'1') * (256 * 1024 * 1024)\ntime.sleep(5)",
        needs="/proc with the lists of children: a kernel with CONFIG_PROC_CHILDREN",
        limits=msgspec.structs.replace(CHEAPEST, memory_bytes=64 * _MIB),
        stopped=Stopped.MEMORY,
    ),
)
"""One a layer, in the layers' order."""


def refused(supervisor: Supervisor, attempt: Attempt) -> bool:
    """Make the attempt, under its layer alone, and return whether it was refused.

    Raises:
        SandboxError: the run could not be made.
    """
    source = attempt.source.replace("@SUPERVISOR@", str(os.getpid()))
    job = Job(
        cells=(Cell(f"{source}\nprint({_THROUGH!r})"),),
        setup="",
        files=(),
        probes=(),
        seed=_SEED,
        limits=attempt.limits,
    )
    evidence = supervisor.run(job, layers=(attempt.layer,))
    return _was_refused(evidence, attempt.stopped)


def _was_refused(evidence: Evidence, stopped: Stopped | None) -> bool:
    if _THROUGH in evidence.stdout:
        return False
    if stopped is not None:
        return evidence.stopped is stopped
    return evidence.error is not None and evidence.error.type in {
        "OSError",
        "PermissionError",
        "ProcessLookupError",
    }
