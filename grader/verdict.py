"""What evidence is worth: a part's result, what its page shows beside it, and the report on several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from grader.evidence import Evidence, Figures, FiguresProbe
from grader.explain import explain
from grader.mistakes import Suspect, recognise
from grader.results import (
    CheckResult,
    CodeError,
    Exhibit,
    Figure,
    Outcome,
    PartResult,
    Report,
    Runtime,
    ShownCell,
    SourceLine,
    worst,
)
from grader.runner import SEED, versions
from grader.sandbox.environment import THREADS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from grader.catalogue import Part
    from grader.errors import GraderError
    from grader.judge import Pair
    from grader.submission import Submission

__all__ = ["absent", "errored", "exhibit", "report_on", "result_of"]

_STDOUT_CHARACTERS: Final = 20_000

_PNG: Final = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
_MOST_PIXELS: Final = 50_000_000
"""A picture of one colour is small as a file, however large it is; whoever opens the page has to have room for it."""


def result_of(
    part: Part,
    name: str,
    public: Pair,
    checks: tuple[CheckResult, ...],
    suspects: Callable[[], Sequence[Suspect]],
) -> PartResult:
    """Return the result of the submission called `name`, from what it left in the public world and the judge's `checks`.

    `suspects` is called where a known mistake may explain what is wrong.
    """
    exercise, evidence = part.exercise, public.evidence
    outcome = worst(tuple(check.outcome for check in checks))
    mistake = None
    if outcome is Outcome.FAILED and evidence.complete:
        mistake = recognise(exercise, public, suspects())
    return PartResult(
        exercise=part.id,
        title=exercise.title,
        submission=name,
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


def errored(part: Part, name: str, error: GraderError) -> PartResult:
    """Return the result of a submission that the grader could not grade."""
    return PartResult(
        exercise=part.id,
        title=part.exercise.title,
        submission=name,
        outcome=Outcome.ERRORED,
        score=0,
        max_score=_max_score(part),
        error=CodeError(
            type=type(error).__name__,
            message=str(error),
            explanation="The grader failed, not your code. Grade it again; if it stays so, tell your instructor.",
        ),
    )


def absent(part: Part, unreadable: str | None) -> PartResult:
    """Return the result of a part of which nothing was handed in, or nothing that can be read."""
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


def report_on(
    target: str, results: tuple[PartResult, ...], *, isolation: tuple[str, ...], data: str
) -> Report:
    """Return the report on `target`, which is made up of these parts."""
    return Report(
        target=target,
        outcome=worst(tuple(result.outcome for result in results)),
        score=sum(result.score for result in results),
        max_score=sum(result.max_score for result in results),
        isolation=isolation,
        runtime=Runtime(versions=versions(), seed=SEED, threads=THREADS, data=data),
        parts=results,
    )


def exhibit(part: Part, submission: Submission, public: Pair | None) -> Exhibit:
    """Return what the part's page shows beside its result; `public` is None where the grader failed."""
    begins = submission.begins or submission.cells[0].label
    if public is None:
        return Exhibit(exercise=part.id, begins=begins)
    evidence = public.evidence
    return Exhibit(
        exercise=part.id,
        source=tuple(
            SourceLine(number=number, text=text, cell=cell) for number, text, cell in evidence.lines()
        ),
        figures=_figures(evidence, "Figure drawn by the submission"),
        reference_figures=_figures(public.reference, "Figure drawn by the reference solution"),
        begins=begins,
        cells=tuple(
            ShownCell(label=cell.label, execution_count=shown.execution_count, outputs=shown.outputs)
            for cell, shown in zip(evidence.cells, evidence.outputs, strict=False)
        ),
    )


def _max_score(part: Part) -> int:
    return sum(check.points for check in part.exercise.checks)


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
