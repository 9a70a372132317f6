"""A hand: a trusted process with a warm zygote of its own, which does the tasks that it is given."""

from __future__ import annotations

import functools
import hashlib
import platform
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from grader.batch.tasks import (
    Answer,
    Fault,
    Judge,
    Judged,
    Observe,
    Page,
    Ran,
    Refer,
    Referred,
    Render,
    Setting,
    Sides,
    Task,
    decode_setting,
    decode_task,
    encode,
)
from grader.catalogue import Part, find_course
from grader.data import DataSource, World, cache_folder
from grader.errors import GraderError, SandboxError
from grader.evidence import Evidence
from grader.judge import Pair, judge
from grader.mistakes import Suspect, mistaken_source, suspect_of
from grader.report.html import render_html
from grader.report.machine import render_json
from grader.runner import Runner
from grader.sandbox.supervisor import Supervisor
from grader.verdict import result_of

if TYPE_CHECKING:
    from grader.runner import RunKey

__all__ = ["Hand", "hand_for", "work"]

_REFERENCES: Final = 8
"""So many reference solutions' evidence is held in memory."""

_decode: Final = msgspec.msgpack.Decoder(Evidence).decode


def work(setting: bytes, task: bytes) -> bytes:
    """Do a task, in the process of whoever calls, and return the answer; messages are encoded."""
    return encode(hand_for(setting).answer(decode_task(task)))


@functools.cache
def hand_for(setting: bytes) -> Hand:
    """Return this process's hand for a setting."""
    return Hand(decode_setting(setting))


class Hand:
    """Runs, judges and renders. Its zygote starts when the first run needs it."""

    def __init__(self, setting: Setting) -> None:
        self._course = find_course(Path(setting.course) if setting.course else None)
        source = DataSource(self._course.fixtures, "fixtures", "fixtures")
        if setting.data:
            source = DataSource(Path(setting.data), setting.data, "setting")
        cache = cache_folder()
        hidden = (*self._course.secrets, cache, *map(Path, setting.hidden))
        self.supervisor = Supervisor(cache=cache, hidden=hidden, strict=setting.strict)
        self._runner = Runner(self._course, source, self.supervisor)
        self._parts: dict[str, Part] = {}
        # A batch goes part by part: only the last one's are kept.
        self._of: tuple[str, bytes, list[Suspect]] = "", b"", []
        self._references: dict[tuple[str, World], tuple[str, bytes]] = {}

    def answer(self, task: Task) -> Answer:
        """Return what the task asks for, or the fault that prevented it."""
        try:
            match task:
                case Refer():
                    return self._refer(task)
                case Observe():
                    return self._observe(task)
                case Judge():
                    return self._judge(task)
                case Render():
                    return Page(html=render_html(task.graded).encode(), json=render_json(task.graded.report))
        except (GraderError, OSError) as error:
            return Fault(kind=type(error).__name__, message=str(error), machine=platform.node())

    def _refer(self, task: Refer) -> Referred:
        part = self._part(task.part)
        self._require_same(self._runner.own_key(part, part.solution, task.world), task.key)
        digest, body = self._reference(part, task.world)
        return Referred(digest=digest, body=body, isolation=self.supervisor.isolation())

    def _observe(self, task: Observe) -> Ran:
        part = self._part(task.part)
        self._require_same(self._runner.key(part, task.cells, task.world), task.key)
        # First, while nothing of the submission's takes of the machine.
        digest, body = self._reference(part, task.world)
        evidence = self._runner.run(part, task.cells, task.world)
        return Ran(
            evidence=encode(evidence),
            reference=digest,
            reference_body=None if digest in task.known else body,
            isolation=self.supervisor.isolation(),
            machine=platform.node(),
        )

    def _judge(self, task: Judge) -> Judged:
        part = self._part(task.part)
        public = _pair(task.public)
        hidden = _pair(task.hidden) if task.hidden is not None else None
        suspects = functools.partial(self._suspects, part, task.public.reference)
        return Judged(result=result_of(part, "", public, judge(part.exercise, public, hidden), suspects))

    def _suspects(self, part: Part, reference: bytes) -> list[Suspect]:
        if self._of[:2] != (part.id, reference):
            self._of = part.id, reference, self._find_suspects(part, _decode(reference))
        return self._of[2]

    def _find_suspects(self, part: Part, reference: Evidence) -> list[Suspect]:
        return [
            suspect_of(
                part.exercise,
                mistake,
                self._runner.run_own(part, mistaken_source(part, mistake), World.PUBLIC, must_pass=False),
                reference,
            )
            for mistake in part.exercise.mistakes
        ]

    def _reference(self, part: Part, world: World) -> tuple[str, bytes]:
        if (part.id, world) not in self._references:
            if len(self._references) > _REFERENCES:
                self._references.clear()
            body = encode(self._runner.run_own(part, part.solution, world, must_pass=True))
            self._references[part.id, world] = hashlib.sha256(body).hexdigest(), body
        return self._references[part.id, world]

    def _part(self, part_id: str) -> Part:
        if part_id not in self._parts:
            self._parts[part_id] = self._course.part(part_id)
        return self._parts[part_id]

    @staticmethod
    def _require_same(mine: RunKey, theirs: RunKey) -> None:
        if mine != theirs:
            raise SandboxError(
                f"{platform.node()} has another course, other data or other versions than the machine that asks; "
                "install the same on both"
            )


def _pair(sides: Sides) -> Pair:
    return Pair(_decode(sides.evidence), _decode(sides.reference))
