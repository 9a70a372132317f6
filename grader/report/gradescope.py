"""The report as Gradescope's `results.json`: points, and plain text for the learner."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import msgspec

from grader.report.text import visible
from grader.report.wording import (
    GRADERS_FAULT,
    OUTCOMES,
    STOPPED,
    checks_passed,
    counted,
    error_line,
    parts_passed,
    place,
    verdict,
)
from grader.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.results import CheckResult, Graded, PartResult, SourceLine

__all__ = ["not_graded", "render_gradescope"]

_VISIBLE: Final = "visible"
_INSTRUCTORS_ONLY: Final = "hidden"


def render_gradescope(graded: Graded, *, seconds: float) -> bytes:
    """Return the results of a submission that took so many seconds, as UTF-8 JSON.

    There is a test for each part, with what is to be said of it as a whole, and one for each of its checks. Where the
    grader failed with any part, no score is given at all: Gradescope then records none.
    """
    report = graded.report
    tests = [
        test
        for part, exhibit in zip(report.parts, graded.exhibits, strict=True)
        for test in _tests(part, exhibit.source)
    ]
    lines = [
        parts_passed(report),
        f"{verdict(report)}, {report.score:,} of {counted(report.max_score, 'point')}",
    ]
    if report.outcome is Outcome.ERRORED:
        lines.insert(0, GRADERS_FAULT)
        tests = [_without_score(test) for test in tests]
        return _results(lines, seconds, tests=tests)
    return _results(lines, seconds, tests=tests, score=report.score)


def not_graded() -> bytes:
    """Return the results of a submission that the grader failed to look at: words and no score."""
    return _results([GRADERS_FAULT], 0)


def _results(lines: list[str], seconds: float, **rest: Any) -> bytes:
    results = {
        **rest,
        "output": _text(lines),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "execution_time": math.ceil(seconds),
        "visibility": _VISIBLE,
        # What the command prints may tell of the machine.
        "stdout_visibility": _INSTRUCTORS_ONLY,
    }
    return msgspec.json.format(msgspec.json.encode(results), indent=2) + b"\n"


def _tests(part: PartResult, source: tuple[SourceLine, ...]) -> Iterator[dict[str, Any]]:
    number = part.exercise.removeprefix("exercise_").replace("_", ".")
    score = {} if part.checks else {"score": part.score, "max_score": part.max_score}
    yield _test(number, part.title, part.outcome, _about_part(part, source), **score)
    for place_in_part, check in enumerate(part.checks, start=1):
        # The check that the code runs earns nothing, and 0 of 0 would be no news.
        points = {"score": check.points, "max_score": check.max_points} if check.max_points else {}
        yield _test(
            f"{number}.{place_in_part}", check.title, check.outcome, _about_check(check, source), **points
        )


def _test(number: str, name: str, outcome: Outcome, lines: list[str], **points: int) -> dict[str, Any]:
    passed = outcome is Outcome.PASSED
    sign = "" if outcome in {Outcome.PASSED, Outcome.FAILED} else f"{OUTCOMES[outcome].word}: "
    return {
        "number": number,
        "name": visible(f"{sign}{name}"),
        "status": "passed" if passed else "failed",
        **points,
        "output": _text(lines),
        "visibility": _VISIBLE,
    }


def _without_score(test: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in test.items() if name not in {"score", "max_score"}}


def _about_part(part: PartResult, source: tuple[SourceLine, ...]) -> list[str]:
    lines = []
    if part.outcome is Outcome.ERRORED:
        lines.append(GRADERS_FAULT)
    if part.feedback:
        lines.append(part.feedback)
    if part.stopped:
        lines += [STOPPED[part.stopped].fact, STOPPED[part.stopped].advice]
    if part.error:
        where = place(part.error.line, source)
        lines += [
            part.error.explanation,
            error_line(part.error) + (f"  {where}" if where else ""),
            *(f"  {line}" for line in part.error.traceback),
        ]
    if part.checks:
        lines.append(checks_passed(part))
    return lines


def _about_check(check: CheckResult, source: tuple[SourceLine, ...]) -> list[str]:
    if check.outcome is Outcome.PASSED:
        return []
    hint = f"Try this: {check.hint}" if check.hint else ""
    return [place(check.line, source), check.message, hint]


def _text(lines: list[str]) -> str:
    return visible("\n".join(line for line in lines if line))
