"""The coordinator of a batch: it gives its hands what is not yet in the store, and keeps every answer at once.

Submissions are run in blocks. All public runs of a block end before its first hidden one begins, and the other way
round: what a public run prints is shown, and must have no hidden values to listen to. One that left nothing to look at in
the public world has no run in the hidden one, for no check of it can have passed.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

import msgspec

from grader.batch.tasks import Answer, Fault, Judge, Judged, Observe, Ran, Refer, Referred, Sides
from grader.batch.window import Window
from grader.data import World
from grader.errors import SandboxError
from grader.judge import probes_for
from grader.sandbox.layers import LAYERS
from grader.store import Observed, Results
from grader.verdict import errored

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.batch.hands import Hands
    from grader.catalogue import Part
    from grader.evidence import Cell, Probe
    from grader.runner import RunKey, Runner
    from grader.store import Roll, Version

__all__ = ["Coordinator", "Counts", "Item", "Tell", "Tried"]

_BLOCK: Final = 2000
"""Submissions between two waits for the slowest, which takes its whole time limit; each is held in memory meanwhile, without its
evidence."""

_TRIES: Final = 2


class Item(NamedTuple):
    """One submission to grade: its part, and the digest of its cells."""

    part: str
    source: str


class Tried(enum.StrEnum):
    """What became of a submission in this batch."""

    REUSED = "reused"
    PASSED = "passed"
    FAILED = "failed"
    ERRORED = "errored"


class Counts(NamedTuple):
    """How far a batch is: different submissions, since equal ones are graded once.

    `handed_in` counts all of them, and `runs` how often learners' code was run, in whichever world.
    """

    handed_in: int
    total: int
    reused: int
    passed: int
    failed: int
    errored: int
    runs: int
    steps: int
    """A step is a run that is done, or was before, and a result."""
    steps_done: int

    @property
    def done(self) -> int:
        """How many submissions have a result, errored ones included."""
        return self.reused + self.passed + self.failed + self.errored


class Tell(Protocol):
    """Told whenever the counts have changed."""

    def __call__(self, counts: Counts) -> None:
        """All of them are handed over each time."""


def _silent(counts: Counts) -> None:
    """Tell nobody."""


class _Completeness(msgspec.Struct):
    """What is read of evidence here."""

    complete: bool


_completeness: Final = msgspec.msgpack.Decoder(_Completeness).decode


class _Work:
    """One submission under way."""

    def __init__(self, item: Item, part: Part, version: Version, cells: tuple[Cell, ...]) -> None:
        self.item = item
        self.part = part
        self.version = version
        self.cells = cells
        self.worlds = part.worlds
        """Those in which it is to be run."""
        self.failed = False


class Coordinator:
    """Grades items into a store."""

    def __init__(
        self, parts: dict[str, Part], runner: Runner, roll: Roll, results: Results, hands: Hands
    ) -> None:
        self._parts = parts
        self._runner = runner
        self._roll = roll
        self._results = results
        self._window = Window(hands)
        self._counts = Counts(0, 0, 0, 0, 0, 0, 0, 0, 0)
        self._tell: Tell = _silent
        self._isolation: set[str] | None = None

    @property
    def isolation(self) -> tuple[str, ...] | None:
        """The layers that every run of this batch was put under; None where there was no run."""
        if self._isolation is None:
            return None
        return tuple(layer for layer in LAYERS if layer in self._isolation)

    def grade(self, items: Iterable[Item], versions: dict[str, Version], tell: Tell) -> Counts:
        """Grade the items that have no result of their part's version, and return the counts.

        Raises:
            UsageError: the store cannot be written; what was graded before is kept.
        """
        self._tell = tell
        handed_in = [*items]
        wanted = sorted(set(handed_in))
        parts = list(dict.fromkeys(item.part for item in wanted))
        graded: dict[str, set[str]] = {}
        for part in parts:
            self._results.enter(versions[part])
            graded[part] = self._results.graded(versions[part].digest)
        todo = [item for item in wanted if item.source not in graded[item.part]]
        steps = sum(1 + len(self._parts[item.part].worlds) for item in todo)
        self._counts = Counts(len(handed_in), len(wanted), len(wanted) - len(todo), 0, 0, 0, 0, steps, 0)
        tell(self._counts)
        for begin in range(0, len(todo), _BLOCK):
            self._grade(todo[begin : begin + _BLOCK], versions)
        self._window.drain()
        return self._counts

    def _grade(self, block: list[Item], versions: dict[str, Version]) -> None:
        works = [
            _Work(item, self._parts[item.part], versions[item.part], self._roll.cells(item.source))
            for item in block
        ]
        self._refer({work.part.id: work.part for work in works}.values())
        for world in World:
            self._window.drain()
            for work in works:
                if world not in work.worlds or work.failed:
                    continue
                if self._results.is_observed(*self._asked(work, world)):
                    self._count()
                else:
                    self._observe(work, world)
            if world is World.PUBLIC:
                self._window.drain()
                for work in works:
                    if World.HIDDEN in work.worlds and not work.failed and not self._left_facts(work):
                        work.worlds = (World.PUBLIC,)
                        self._count()
                # Judging runs nothing of a learner's, and may go on beside the hidden runs.
                for work in works:
                    if World.HIDDEN not in work.worlds:
                        self._judge(work)
        self._window.drain()
        for work in works:
            if World.HIDDEN in work.worlds:
                self._judge(work)

    def _refer(self, parts: Iterable[Part]) -> None:
        """Have every reference solution run where it has not been, while nothing of the submissions' runs."""
        self._window.drain()
        for part in parts:
            for world in part.worlds:
                key = self._runner.own_key(part, part.solution, world)
                if self._results.references(key):
                    continue

                def heard(answer: Answer, part: Part = part, world: World = world, key: RunKey = key) -> None:
                    # A fault shows again with the submissions of the part, and is theirs then.
                    if isinstance(answer, Referred):
                        self._results.keep_reference(key, part.id, world, answer.digest, answer.body)

                self._window.ask(Refer(part=part.id, world=world, key=key), heard)
        self._window.drain()

    def _asked(self, work: _Work, world: World) -> tuple[RunKey, tuple[Probe, ...]]:
        key = self._runner.key(work.part, work.cells, world)
        return key, probes_for(work.part.exercise, figures=world is World.PUBLIC)

    def _observe(self, work: _Work, world: World, tries: int = _TRIES) -> None:
        part = work.part
        key = self._runner.key(part, work.cells, world)
        reference = self._runner.own_key(part, part.solution, world)

        def heard(answer: Answer) -> None:
            if isinstance(answer, Fault) and tries > 1:
                self._observe(work, world, tries - 1)
            elif isinstance(answer, Fault):
                self._failed(work, answer)
            elif isinstance(answer, Ran):
                if answer.reference_body is not None:
                    self._results.keep_reference(
                        reference, part.id, world, answer.reference, answer.reference_body
                    )
                observed = Observed(evidence=answer.evidence, reference=answer.reference)
                self._results.keep_observed(key, part.id, world, observed)
                self._count(runs=1)
                layers = set(answer.isolation)
                self._isolation = layers if self._isolation is None else self._isolation & layers

        task = Observe(
            part=part.id,
            cells=work.cells,
            world=world,
            key=key,
            known=self._results.references(reference),
        )
        self._window.ask(task, heard)

    def _judge(self, work: _Work, tries: int = _TRIES) -> None:
        if work.failed:
            return
        sides = {world: self._sides(work, world) for world in work.worlds}

        def heard(answer: Answer) -> None:
            if isinstance(answer, Judged):
                self._results.keep(work.version.digest, work.item.source, answer.result)
                self._count(Tried(answer.result.outcome))
            elif isinstance(answer, Fault) and tries > 1:
                self._judge(work, tries - 1)
            elif isinstance(answer, Fault):
                self._failed(work, answer)

        task = Judge(part=work.part.id, public=sides[World.PUBLIC], hidden=sides.get(World.HIDDEN))
        self._window.ask(task, heard)

    def _left_facts(self, work: _Work) -> bool:
        """Tell whether the public run left anything to look at."""
        return _completeness(self._observed(work, World.PUBLIC).evidence).complete

    def _sides(self, work: _Work, world: World) -> Sides:
        observed = self._observed(work, world)
        return Sides(observed.evidence, self._results.reference(observed.reference))

    def _observed(self, work: _Work, world: World) -> Observed:
        observed = self._results.observed(*self._asked(work, world))
        if observed is None:
            raise SandboxError(f"the store has lost evidence of {work.part.id}")
        return observed

    def _failed(self, work: _Work, fault: Fault) -> None:
        if work.failed:
            return
        work.failed = True
        error = SandboxError(f"{fault.message} ({fault.kind}, on {fault.machine})")
        self._results.keep(work.version.digest, work.item.source, errored(work.part, "", error))
        self._count(Tried.ERRORED)

    def _count(self, tried: Tried | None = None, *, runs: int = 0) -> None:
        counts = self._counts
        counts = counts._replace(runs=counts.runs + runs, steps_done=counts.steps_done + 1)
        if tried is not None:
            counts = counts._replace(**{str(tried): getattr(counts, tried) + 1})
        self._counts = counts
        self._tell(counts)
