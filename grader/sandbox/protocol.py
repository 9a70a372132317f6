"""The messages between supervisor, zygote, warden and worker, and how they travel.

```
supervisor --(1 byte + 6 descriptors)--> zygote --fork--> warden --fork--> worker
                                         zygote --(6)---> warden --(4)---> worker
supervisor <--------- one Ready ---------- zygote
supervisor <--------- one RunEnd ---------------------------- warden      (status socket)
supervisor <--------- one Frame ------------------------------------------ worker   (evidence pipe)
supervisor <--------- one record a cell ---------------------------------- client   (records pipe)
```

The client is there where the cells are a notebook's: a process that runs them in the worker, which is then a Jupyter
kernel.

Where a warden and its worker wait already, the descriptors are passed on to them. A `RunRequest` travels in a file that
the zygote passes on unread, so no request is ever in the memory that the next worker inherits.
"""

from __future__ import annotations

import os
from typing import Final

import msgspec

from grader.errors import SandboxError
from grader.evidence import Cell, Probe
from grader.limits import Limits, Stopped

__all__ = [
    "BEGUN",
    "CONFINED",
    "END_RUN",
    "SHOWS_TOO_MUCH",
    "START_NOTEBOOK",
    "START_OTHER",
    "START_SCRIPT",
    "TIMED_OUT",
    "Descriptors",
    "Moments",
    "Ready",
    "RunEnd",
    "RunRequest",
    "Streams",
    "decode_end",
    "decode_ready",
    "decode_request",
    "encode",
    "read_all",
]

START_SCRIPT: Final = b"S"
"""Sent to the zygote with the descriptors request, evidence, status, stdout, stderr, records: a script under all layers."""

START_NOTEBOOK: Final = b"N"
"""Sent with the same for a notebook."""

START_OTHER: Final = b"O"
"""Sent with the same for a script under fewer layers."""

CONFINED: Final = b"-"
"""Sent by the worker to the warden when it has confined itself."""

BEGUN: Final = b"+"
"""Sent after that, when the set-up is done; anything else there is a fault, in words."""

TIMED_OUT: Final = 4
"""The exit status of a client one of whose cells took too long."""

SHOWS_TOO_MUCH: Final = 5
"""The exit status of a client whose cells put out more than is kept."""

END_RUN: Final = b"K"
"""Sent to the warden: the worker wrote more than it may; end it."""


class Descriptors:
    """The descriptors of a run, in the order in which the supervisor sends them."""

    COUNT: Final = 6

    def __init__(self, numbers: list[int]) -> None:
        self.numbers = numbers
        self.request, self.evidence, self.status, self.stdout, self.stderr, self.records = numbers

    def close(self) -> None:
        """Close them all."""
        for number in self.numbers:
            os.close(number)


class Streams:
    """The descriptors that a worker gets of them."""

    COUNT: Final = 4

    def __init__(self, numbers: list[int]) -> None:
        self.request, self.evidence, self.stdout, self.stderr = numbers

    @staticmethod
    def of(descriptors: Descriptors) -> list[int]:
        """Return the numbers of a run's streams, in the order in which the warden sends them."""
        return [descriptors.request, descriptors.evidence, descriptors.stdout, descriptors.stderr]


class _Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Decodes strictly."""


class RunRequest(_Message, frozen=True, kw_only=True):
    """Everything that one run needs."""

    folder: str
    """The run's own folder: `work/` is the working directory, `tmp/` takes temporary files."""
    setup: str
    cells: tuple[Cell, ...]
    probes: tuple[Probe, ...]
    seed: int
    limits: Limits
    cell_seconds: float | None
    """For one cell of a notebook; None where the cells are a script's."""
    layers: tuple[str, ...]
    """The layers of confinement to put on; one that cannot be put on is a fault."""
    readable: tuple[str, ...]
    """Paths that the worker may read; everything else, but for its own folder, it may not."""
    hidden: tuple[str, ...]
    """Folders that the worker must not see even where it could read."""
    core: int | None = None
    """The core that the worker stays on; None where it may use all."""


class Ready(_Message, frozen=True, kw_only=True):
    """The zygote has imported everything and can be forked."""

    layers: tuple[tuple[str, str], ...]
    """The layers of confinement that work here, outermost first, each with what it is."""
    missing: tuple[tuple[str, str], ...]
    """The layers that do not, each with the reason."""
    threads: int


class Moments(_Message, frozen=True, kw_only=True):
    """When a run came how far, as the warden saw it: seconds of the machine's monotonic clock, 0 for what did not come."""

    taken: float = 0.0
    """The warden knows of the run."""
    handed: float = 0.0
    """The run's folder is in memory, and its worker knows of the run."""
    confined: float = 0.0
    begun: float = 0.0
    ended: float = 0.0
    """The worker's end."""
    cleared: float = 0.0
    """No process of the run is left."""


class RunEnd(_Message, frozen=True, kw_only=True):
    """How the worker ended, as the warden saw it."""

    exit_status: int
    """The exit status, or minus the signal."""
    stopped: Stopped | None = None
    fault: str | None = None
    """Set where the run failed before any learner's code had begun."""
    moments: Moments = Moments()


encode: Final = msgspec.msgpack.Encoder().encode
_request_decoder = msgspec.msgpack.Decoder(RunRequest)
_ready_decoder = msgspec.msgpack.Decoder(Ready)
_end_decoder = msgspec.msgpack.Decoder(RunEnd)


def decode_request(data: bytes) -> RunRequest:
    """Return the request that `data` holds; raise `msgspec.MsgspecError` for anything else."""
    return _request_decoder.decode(data)


def decode_ready(data: bytes) -> Ready:
    """Return the zygote's first message.

    Raises:
        SandboxError: it sent something else, or ended before it was ready.
    """
    try:
        return _ready_decoder.decode(data)
    except msgspec.MsgspecError as error:
        raise SandboxError(f"the zygote did not get ready: {error}") from None


def decode_end(data: bytes) -> RunEnd:
    """Return the warden's report.

    Raises:
        SandboxError: the warden ended without one.
    """
    try:
        return _end_decoder.decode(data)
    except msgspec.MsgspecError as error:
        raise SandboxError(f"the warden ended without a report: {error}") from None


def read_all(descriptor: int) -> bytes:
    """Return everything that comes from `descriptor` until its end."""
    pieces = []
    while piece := os.read(descriptor, 1 << 20):
        pieces.append(piece)
    return b"".join(pieces)
