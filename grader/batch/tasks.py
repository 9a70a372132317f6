"""What the coordinator of a batch asks of its hands, and what they answer: strict messages, also between machines."""

from __future__ import annotations

import msgspec

from grader.data import World
from grader.evidence import Cell
from grader.results import Graded, PartResult
from grader.runner import RunKey

__all__ = [
    "Answer",
    "Fault",
    "Judge",
    "Judged",
    "Observe",
    "Page",
    "Ran",
    "Refer",
    "Referred",
    "Render",
    "Setting",
    "Sides",
    "Task",
    "decode_answer",
    "decode_setting",
    "decode_task",
    "encode",
]


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """Where a hand finds the course and the data, and how it runs what it is given."""

    course: str
    """The course's folder; empty for the course that came with the grader, wherever a machine has it."""
    data: str
    """The folder with the data files; empty for the course's fixtures."""
    hidden: tuple[str, ...]
    """Folders that no run may see, beside the course's."""
    strict: bool


class Refer(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Return the reference solution's evidence in one world."""

    part: str
    world: World
    key: RunKey


class Referred(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The reference solution's evidence, encoded, and its digest."""

    digest: str
    body: bytes
    isolation: tuple[str, ...]


class Observe(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Run a submission in one world."""

    part: str
    cells: tuple[Cell, ...]
    world: World
    key: RunKey
    """As the coordinator has worked it out: where a hand finds another, its machine has another course."""
    known: tuple[str, ...]
    """Digests of reference evidence that need not be sent again."""


class Ran(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A submission's evidence, encoded, with the reference solution's from the same machine."""

    evidence: bytes
    reference: str
    reference_body: bytes | None
    """None where the coordinator has it."""
    isolation: tuple[str, ...]
    machine: str


class Sides(msgspec.Struct, frozen=True):
    """A submission's evidence and the reference solution's, both encoded."""

    evidence: bytes
    reference: bytes


class Judge(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Return the result of evidence."""

    part: str
    public: Sides
    hidden: Sides | None


class Judged(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A result. The submission has no name in it: several learners may have handed in the same."""

    result: PartResult


class Render(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Make a learner's page."""

    graded: Graded


class Page(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A learner's page and the same for a machine."""

    html: bytes
    json: bytes


class Fault(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The task could not be done: a fault of the grader or of the machine, and no learner's."""

    kind: str
    message: str
    machine: str


Task = Refer | Observe | Judge | Render
Answer = Referred | Ran | Judged | Page | Fault

encode = msgspec.msgpack.Encoder().encode
decode_task = msgspec.msgpack.Decoder(Task).decode
decode_answer = msgspec.msgpack.Decoder(Answer).decode
decode_setting = msgspec.msgpack.Decoder(Setting).decode
