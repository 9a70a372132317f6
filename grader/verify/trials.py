"""The programs that prove one part: right answers, stub, known mistakes and mutants, run and judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import msgspec

from grader.data import World
from grader.evidence import Cell
from grader.judge import Pair, judge
from grader.mistakes import mistaken_source, recognise, suspect_of
from grader.mutants import Mutant, mutants
from grader.results import CheckResult, Outcome
from grader.verify.proof import Fate, PartProof, Trial

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from grader.catalogue import Part
    from grader.evidence import Evidence
    from grader.runner import Runner

__all__ = ["Tell", "Trials"]

_SLOWER: Final = 3.0
_START_SECONDS: Final = 3.0
"""A mutant may take so many times as long as the reference solution, and so many seconds more."""


class Tell(Protocol):
    """Told as programs of a part have been tried."""

    def __call__(self, done: int, total: int) -> None:
        """`done` of `total` are tried."""


class Trials:
    """The programs that prove one part, under way in a pool. A later one may wait for an earlier one, never the reverse."""

    def __init__(self, part: Part, runner: Runner, pool: ThreadPoolExecutor) -> None:
        self._part = part
        self._runner = runner
        self._reference = {
            world: pool.submit(runner.run_own, part, part.solution, world, must_pass=True)
            for world in part.worlds
        }
        self._solution = pool.submit(self._try, part.solution)
        self._stub = pool.submit(self._try, part.stub)
        mistaken = [(mistake, mistaken_source(part, mistake)) for mistake in part.exercise.mistakes]
        self._mistaken = [
            (mistake, pool.submit(runner.run_own, part, text, World.PUBLIC, must_pass=False))
            for mistake, text in mistaken
        ]
        self._mutants = [
            (mutant, pool.submit(self._try, mutant.source, brief=True)) for mutant in mutants(part.solution)
        ]

    def proof(self, tell: Tell) -> PartProof:
        """Wait for the programs and return what they showed, before the author's marks."""
        total = 2 + len(self._mistaken) + len(self._mutants)
        problems: list[str] = []
        tell(0, total)
        wrong = _not_passed(self._solution.result())
        problems += [f"the reference solution does not pass: {words}" for words in wrong]
        tell(1, total)
        stub = self._stub.result()
        points = sum(check.points for check in stub)
        stub_fails = bool(_not_passed(stub)) and points == 0
        if not stub_fails:
            problems.append(
                f"the stub earns {points} points; as the learner receives it, it should fail with none"
            )
        tell(2, total)
        left: list[Evidence] = []
        for _, run in self._mistaken:
            left.append(run.result())
            tell(2 + len(left), total)
        unnamed = self._unnamed(left)
        trials = []
        for mutant, tried in self._mutants:
            trials.append(_trial(mutant, tried.result(), problems))
            tell(2 + len(left) + len(trials), total)
        return PartProof(
            exercise=self._part.id,
            title=self._part.exercise.title,
            reference_passes=not wrong,
            stub_fails=stub_fails,
            mistakes=len(left),
            mistakes_named=len(left) - len(unnamed),
            mutants=tuple(trials),
            problems=(*problems, *unnamed),
        )

    def _try(self, text: str, *, brief: bool = False) -> tuple[CheckResult, ...]:
        """Judge a program in the public world, then in the hidden one too if it passed there."""
        exercise, part = self._part.exercise, self._part
        if brief:
            seconds = self._reference[World.PUBLIC].result().wall_seconds * _SLOWER + _START_SECONDS
            limits = msgspec.structs.replace(
                exercise.limits, wall_seconds=min(exercise.limits.wall_seconds, seconds)
            )
            part = msgspec.structs.replace(part, exercise=msgspec.structs.replace(exercise, limits=limits))
        pairs: dict[World, Pair] = {}
        results: tuple[CheckResult, ...] = ()
        for world in part.worlds:
            pairs[world] = Pair(self._runner.run(part, (Cell(text),), world), self._reference[world].result())
            results = judge(exercise, pairs[World.PUBLIC], pairs.get(World.HIDDEN))
            if _not_passed(results):
                break
        return results

    def _unnamed(self, left: list[Evidence]) -> list[str]:
        """Return what is wrong with the known mistakes, a sentence each, from what each left."""
        exercise, reference = self._part.exercise, self._reference[World.PUBLIC].result()
        suspects = [
            suspect_of(exercise, mistake, evidence, reference)
            for (mistake, _), evidence in zip(self._mistaken, left, strict=True)
        ]
        wrong = []
        for suspect, evidence in zip(suspects, left, strict=True):
            named = recognise(exercise, Pair(evidence, reference), suspects)
            if not suspect.fails:
                wrong.append(f"the mistake {suspect.name!r} fails no check")
            elif named is None:
                wrong.append(f"the mistake {suspect.name!r} is not recognised")
            elif named.name != suspect.name:
                wrong.append(f"the mistake {suspect.name!r} is taken for {named.name!r}")
        return wrong


def _trial(mutant: Mutant, results: tuple[CheckResult, ...], problems: list[str]) -> Trial:
    """Return what became of a mutant; a check that cannot judge it is a problem."""
    problems += [
        f"`{check.title}` cannot judge a mutant, {mutant.description}: {check.message}"
        for check in results
        if check.outcome is Outcome.ERRORED
    ]
    failed = next((check for check in results if check.outcome is Outcome.FAILED), None)
    return Trial(
        line=mutant.line,
        kind=mutant.kind,
        edit=mutant.edit,
        fate=Fate.KILLED if failed else Fate.SURVIVED,
        by=failed.title if failed else "",
    )


def _not_passed(results: tuple[CheckResult, ...]) -> list[str]:
    return [f"{check.title}: {check.message}" for check in results if check.outcome is not Outcome.PASSED]
