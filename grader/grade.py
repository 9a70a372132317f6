"""Grades submissions: from cells to a report. The one road for everybody."""

from __future__ import annotations

from concurrent.futures import as_completed, wait
from typing import TYPE_CHECKING, Final, Protocol

from grader.data import World
from grader.errors import GraderError, SandboxError, SpecError
from grader.evidence import Evidence, Figures, FiguresProbe
from grader.explain import explain
from grader.judge import Pair, judge
from grader.mistakes import Suspect, mistaken_source, recognise
from grader.results import (
    CheckResult,
    CodeError,
    Exhibit,
    Figure,
    Graded,
    Outcome,
    PartResult,
    Report,
    Runtime,
    ShownCell,
    SourceLine,
    worst,
)
from grader.runner import SEED, Runner, versions
from grader.sandbox.environment import THREADS

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from grader.catalogue import Course, Part
    from grader.data import DataSource
    from grader.sandbox.supervisor import Supervisor
    from grader.submission import Submission

__all__ = ["Progress", "grade"]

_STDOUT_CHARACTERS: Final = 20_000

_PNG: Final = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
_MOST_PIXELS: Final = 50_000_000
"""A picture of one colour is small as a file, however large it is; whoever opens the page has to have room for it."""


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
        UsageError: the supervisor is strict and this machine lacks a layer of confinement.
    """
    isolation = supervisor.isolation()
    runner = Runner(course, source, supervisor)
    graded: list[tuple[PartResult, Exhibit]] = []
    with runner.pool() as pool:
        started = {
            part.id: _Runs(pool, runner, part, submissions[part.id])
            for part in parts
            if part.id in submissions
        }
        # Whatever a submission takes of the machine, it takes it when no reference solution is in a hurry any more.
        wait([future for runs in started.values() for future in runs.references()])
        _run_submissions([*started.values()], progress)
        for part in parts:
            runs = started.get(part.id)
            if runs is None:
                graded.append((_absent(part, (unreadable or {}).get(part.id)), Exhibit(exercise=part.id)))
            else:
                graded.append(runs.graded())
    results = tuple(result for result, _ in graded)
    report = Report(
        target=target,
        outcome=worst(tuple(result.outcome for result in results)),
        score=sum(result.score for result in results),
        max_score=sum(result.max_score for result in results),
        isolation=isolation,
        runtime=Runtime(versions=versions(), seed=SEED, threads=THREADS, data=source.name),
        parts=results,
    )
    return Graded(report=report, exhibits=tuple(exhibit for _, exhibit in graded))


def _run_submissions(started: list[_Runs], progress: Progress | None) -> None:
    """Run every submission in every world of its part.

    The public runs end before the first hidden one begins. What a public run prints is shown, and two runs at one time
    can signal to each other, by a lock or by load: it must have nobody to hear hidden values from.
    """
    total = sum(len(runs.part.worlds) for runs in started)
    done = 0
    for world in World:
        under_way = {runs.begin(world): runs.part.id for runs in started if world in runs.part.worlds}
        for future in as_completed(under_way):
            done += 1
            if progress is not None:
                progress(under_way[future], done, total)


class _Runs:
    """The runs that one part's grade needs, under way in a pool."""

    def __init__(self, pool: ThreadPoolExecutor, runner: Runner, part: Part, submission: Submission) -> None:
        self._pool = pool
        self._runner = runner
        self._part = part
        self._submission = submission
        self._evidence: dict[World, Future[Evidence]] = {}
        self._reference: dict[World, Future[Evidence]] = {
            world: pool.submit(runner.run_own, part, part.solution, world, must_pass=True)
            for world in part.worlds
        }

    def references(self) -> list[Future[Evidence]]:
        """Return the runs of the reference solution, which are under way."""
        return [*self._reference.values()]

    @property
    def part(self) -> Part:
        """The part that is graded."""
        return self._part

    def begin(self, world: World) -> Future[Evidence]:
        """Start the submission's run in `world`, one of the part's."""
        self._evidence[world] = self._pool.submit(self._runner.run, self._part, self._submission.cells, world)
        return self._evidence[world]

    def graded(self) -> tuple[PartResult, Exhibit]:
        """Wait for the runs and return the part's result, and what its page shows."""
        try:
            pairs = {
                world: Pair(evidence.result(), self._reference[world].result())
                for world, evidence in self._evidence.items()
            }
            public = pairs[World.PUBLIC]
            checks = judge(self._part.exercise, public, pairs.get(World.HIDDEN))
            return self._result(public, checks), _exhibit(self._part, self._submission, public)
        except (SandboxError, SpecError) as error:
            return self._errored(error), Exhibit(exercise=self._part.id, begins=_begins(self._submission))

    def _result(self, public: Pair, checks: tuple[CheckResult, ...]) -> PartResult:
        exercise, evidence = self._part.exercise, public.evidence
        outcome = worst(tuple(check.outcome for check in checks))
        mistake = None
        if outcome is Outcome.FAILED and evidence.complete:
            mistake = recognise(exercise, public, self._suspects())
        return PartResult(
            exercise=self._part.id,
            title=exercise.title,
            submission=self._submission.name,
            outcome=outcome,
            score=sum(check.points for check in checks),
            max_score=sum(check.max_points for check in checks),
            checks=checks,
            error=explain(evidence, exercise.limits),
            stopped=evidence.stopped,
            mistake=mistake.name if mistake else None,
            feedback=mistake.says if mistake else "",
            stdout=evidence.stdout[:_STDOUT_CHARACTERS],
            wall_seconds=round(evidence.wall_seconds, 3),
        )

    def _suspects(self) -> list[Suspect]:
        part = self._part
        under_way = [
            (
                mistake,
                self._pool.submit(
                    self._runner.run_own, part, mistaken_source(part, mistake), World.PUBLIC, must_pass=False
                ),
            )
            for mistake in part.exercise.mistakes
        ]
        return [Suspect(mistake, future.result()) for mistake, future in under_way]

    def _errored(self, error: GraderError) -> PartResult:
        return PartResult(
            exercise=self._part.id,
            title=self._part.exercise.title,
            submission=self._submission.name,
            outcome=Outcome.ERRORED,
            score=0,
            max_score=_max_score(self._part),
            error=CodeError(
                type=type(error).__name__,
                message=str(error),
                explanation="The grader failed, not your code. Grade it again; if it stays so, tell your instructor.",
            ),
        )


def _absent(part: Part, unreadable: str | None) -> PartResult:
    if unreadable is None:
        error = CodeError(
            type="NoSubmission",
            message=f"there is no {part.id}.py or {part.id}.ipynb",
            explanation=f"Nothing was handed in for this part. `grade start {part.id}` writes its stub.",
        )
    else:
        error = CodeError(type="UnreadableSubmission", message=unreadable, explanation=unreadable)
    return PartResult(
        exercise=part.id,
        title=part.exercise.title,
        submission=None,
        outcome=Outcome.FAILED,
        score=0,
        max_score=_max_score(part),
        error=error,
    )


def _max_score(part: Part) -> int:
    return sum(check.points for check in part.exercise.checks)


def _exhibit(part: Part, submission: Submission, public: Pair) -> Exhibit:
    evidence = public.evidence
    return Exhibit(
        exercise=part.id,
        source=tuple(
            SourceLine(number=number, text=text, cell=cell) for number, text, cell in evidence.lines()
        ),
        figures=_figures(evidence, "Figure drawn by the submission"),
        reference_figures=_figures(public.reference, "Figure drawn by the reference solution"),
        begins=_begins(submission),
        cells=tuple(
            ShownCell(label=cell.label, execution_count=shown.execution_count, outputs=shown.outputs)
            for cell, shown in zip(evidence.cells, evidence.outputs, strict=False)
        ),
    )


def _begins(submission: Submission) -> str:
    return submission.begins or submission.cells[0].label


def _figures(evidence: Evidence, words: str) -> tuple[Figure, ...]:
    fact = evidence.fact(FiguresProbe())
    if not isinstance(fact, Figures):
        return ()
    return tuple(
        Figure(
            png=figure.png,
            description=f"{words}: {sum(points.shape[0] for points in figure.scatters):,} points and "
            f"{len(figure.lines)} {'line' if len(figure.lines) == 1 else 'lines'}",
        )
        for figure in fact.figures
        if _can_be_shown(figure.png)
    )


def _can_be_shown(png: bytes) -> bool:
    """Tell whether these bytes, which a worker sent, begin as a PNG of a size that a browser takes."""
    width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    return png.startswith(_PNG) and 0 < width * height <= _MOST_PIXELS
