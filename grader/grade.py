"""Grades submissions: from cells to a report. The one road for everybody."""

from __future__ import annotations

import contextlib
from concurrent.futures import as_completed, wait
from typing import TYPE_CHECKING, Protocol

from grader.data import World
from grader.errors import GraderError, SandboxError, SpecError, UsageError
from grader.judge import Judging, Pair
from grader.own import Own
from grader.results import CheckResult, Exhibit, Graded, PartResult
from grader.runner import Runner
from grader.verdict import absent, errored, exhibit, report_on, result_of

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from grader.catalogue import Course, Part
    from grader.data import DataSource
    from grader.evidence import Evidence
    from grader.mistakes import Suspect
    from grader.sandbox.supervisor import Supervisor
    from grader.submission import Submission

__all__ = ["Progress", "grade"]


class Progress(Protocol):
    """Told as submissions are run."""

    def __call__(self, part: str, done: int, total: int) -> None:
        """`done` of `total` runs are over; `part` is the latest one's."""


def grade(
    target: str,
    parts: tuple[Part, ...],
    submissions: dict[str, Submission],
    *,
    course: Course,
    source: DataSource,
    supervisor: Supervisor,
    progress: Progress | None = None,
    unreadable: dict[str, str] | None = None,
) -> Graded:
    """Grade the submissions of `parts` and return the report on `target`.

    A part without a submission fails, with what to do about it; one in `unreadable` tells why it cannot be read. A
    fault of the grader's makes a part `errored`.

    Raises:
        SandboxError: no run can be made at all.
        UsageError: the supervisor is strict and this machine lacks a layer of confinement, or the course is a
            release that was made with other data or other versions.
    """
    isolation = supervisor.isolation()
    runner = Runner(course, source, supervisor)
    own = Own(course, source, runner)
    graded: list[tuple[PartResult, Exhibit]] = []
    with runner.pool() as pool:
        started = {
            part.id: _Runs(pool, runner, own, part, submissions[part.id])
            for part in parts
            if part.id in submissions
        }
        # Whatever a submission takes of the machine, it takes it when no reference solution is in a hurry any more.
        references = [future for runs in started.values() for future in runs.references()]
        wait(references)
        for reference in references:
            if isinstance(error := reference.exception(), UsageError):
                raise error
        _run_submissions([*started.values()], progress)
        for part in parts:
            runs = started.get(part.id)
            if runs is None:
                graded.append((absent(part, (unreadable or {}).get(part.id)), Exhibit(exercise=part.id)))
            else:
                graded.append(runs.graded())
    report = report_on(target, tuple(result for result, _ in graded), isolation=isolation, data=source.name)
    return Graded(report=report, exhibits=tuple(shown for _, shown in graded))


def _run_submissions(started: list[_Runs], progress: Progress | None) -> None:
    """Run every submission in every world of its part, and judge each while others run.

    The public runs end before the first hidden one begins. What a public run prints is shown, and two runs at one time
    can signal to each other, by a lock or by load: it must have nobody to hear hidden values from.
    """
    total = sum(len(runs.part.worlds) for runs in started)
    done = 0
    for world in World:
        asked = [runs for runs in started if runs.needs(world)]
        done += sum(world in runs.part.worlds for runs in started) - len(asked)
        # The longest first: none that takes long shall begin when all others have ended.
        asked.sort(key=lambda runs: runs.reference_seconds(world), reverse=True)
        under_way = {runs.begin(world): runs for runs in asked}
        if world is World.HIDDEN:
            for runs in asked:
                runs.judge_public()
        for future in as_completed(under_way):
            done += 1
            runs = under_way[future]
            if progress is not None:
                progress(runs.part.id, done, total)
            runs.judge()


class _Runs:
    """The runs that one part's grade needs, under way in a pool."""

    def __init__(
        self, pool: ThreadPoolExecutor, runner: Runner, own: Own, part: Part, submission: Submission
    ) -> None:
        self._pool = pool
        self._runner = runner
        self._own = own
        self._part = part
        self._submission = submission
        self._evidence: dict[World, Future[Evidence]] = {}
        self._judging: Judging | None = None
        self._judged: tuple[Pair, tuple[CheckResult, ...]] | GraderError = SandboxError("it was not run")
        self._reference: dict[World, Future[Evidence]] = {
            world: pool.submit(own.reference, part, world) for world in part.worlds
        }

    def references(self) -> list[Future[Evidence]]:
        """Return what is under way to give the reference solution's evidence."""
        return [*self._reference.values()]

    def reference_seconds(self, world: World) -> float:
        """Return how long the reference solution took, once its evidence is there."""
        reference = self._reference[world]
        return 0.0 if reference.exception() is not None else reference.result().wall_seconds

    @property
    def part(self) -> Part:
        """The part that is graded."""
        return self._part

    def needs(self, world: World) -> bool:
        """Tell whether the grade needs a run in `world`, once those in the worlds before have ended.

        Where the public run left nothing to look at, no check has passed, and a hidden one could change nothing.
        """
        if world is World.PUBLIC:
            return True
        public = self._evidence[World.PUBLIC]
        return world in self._part.worlds and public.exception() is None and public.result().complete

    def begin(self, world: World) -> Future[Evidence]:
        """Start the submission's run in `world`, one of the part's."""
        self._evidence[world] = self._pool.submit(self._runner.run, self._part, self._submission.cells, world)
        return self._evidence[world]

    def judge_public(self) -> None:
        """Judge the public world, whose run has ended, while the hidden world's goes on."""
        with contextlib.suppress(SandboxError, SpecError):  # `judge` will meet it again.
            self._judging = Judging(self._part.exercise, self._pair(World.PUBLIC))

    def judge(self) -> None:
        """Judge, once all the runs have ended that the grade needs; until then do nothing."""
        if World.HIDDEN not in self._evidence and self.needs(World.HIDDEN):
            return
        try:
            public = self._pair(World.PUBLIC)
            hidden = self._pair(World.HIDDEN) if World.HIDDEN in self._evidence else None
            judging = self._judging or Judging(self._part.exercise, public)
            self._judged = public, judging.results(hidden)
        except (SandboxError, SpecError) as error:
            self._judged = error

    def _pair(self, world: World) -> Pair:
        return Pair(self._evidence[world].result(), self._reference[world].result())

    def graded(self) -> tuple[PartResult, Exhibit]:
        """Return the part's result, and what its page shows, once it has been judged."""
        name = self._submission.name
        if isinstance(self._judged, tuple):
            public, checks = self._judged
            try:
                result = result_of(self._part, name, public, checks, self._suspects)
                return result, exhibit(self._part, self._submission, public)
            except (SandboxError, SpecError) as error:
                self._judged = error
        return errored(self._part, name, self._judged), exhibit(self._part, self._submission, None)

    def _suspects(self) -> tuple[Suspect, ...]:
        return self._own.suspects(self._part, self._reference[World.PUBLIC].result(), self._pool)
