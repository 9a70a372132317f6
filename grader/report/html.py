"""One self-contained page: what an instructor sends to a learner."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final, NamedTuple

from grader.report.markup import CodeLine, code_lines
from grader.report.pages import asset, template
from grader.report.text import settled
from grader.results import Exhibit, Figure, Graded, Outcome, PartResult

__all__ = ["render_html"]

OUTPUT_CHARACTERS: Final = 40_000
"""A page shows this much of what a part printed, the beginning and the end; the JSON holds more of it."""

FOLDED_LINES: Final = 20
"""Output that is longer than this is folded away."""


class Note(NamedTuple):
    """What a line of code is marked with: a link back to what refers to it."""

    href: str
    words: str


class Output(NamedTuple):
    """What a part printed, its middle left out where it is too long."""

    head: str
    omitted: int
    tail: str
    folded: bool


class PartView(NamedTuple):
    """One part and all that its section shows."""

    result: PartResult
    lines: tuple[CodeLine, ...]
    linked: frozenset[int]
    """The numbers of the lines shown: only these can be linked to."""
    notes: dict[int, list[Note]]
    output: Output | None
    figures: tuple[tuple[Figure | None, Figure | None], ...]
    """The learner's, and the reference solution's."""


def render_html(graded: Graded) -> str:
    """Return the whole page: it asks nothing of a network, runs no script, and always encodes as UTF-8.

    Every text of the report is escaped, hidden characters are spelled out, and a content security policy
    forbids whatever an error in that would let through.
    """
    report = graded.report
    return template("page.html.j2").render(
        report=report,
        parts=[_view(part, exhibit) for part, exhibit in zip(report.parts, graded.exhibits, strict=True)],
        percent=100 * report.score // report.max_score if report.max_score else 0,
        errored=[part for part in report.parts if part.outcome is Outcome.ERRORED],
        style=asset("page.css"),
    )


def _view(part: PartResult, exhibit: Exhibit) -> PartView:
    lines = code_lines(exhibit.source)
    return PartView(
        result=part,
        lines=lines,
        linked=frozenset(line.number for line in lines),
        notes=_notes(part),
        output=_output(part.stdout),
        figures=tuple(zip_longest(exhibit.figures, exhibit.reference_figures)),
    )


def _notes(part: PartResult) -> dict[int, list[Note]]:
    notes: dict[int, list[Note]] = {}
    if part.error and part.error.line:
        notes.setdefault(part.error.line, []).append(Note(f"{part.exercise}-problem", part.error.type))
    for number, check in enumerate(part.checks, start=1):
        if check.line and check.outcome is not Outcome.PASSED:
            notes.setdefault(check.line, []).append(Note(f"{part.exercise}-check-{number}", check.title))
    return notes


def _output(stdout: str) -> Output | None:
    text = settled(stdout).rstrip()
    if not text:
        return None
    folded = text.count("\n") >= FOLDED_LINES or len(text) > FOLDED_LINES * 100
    if len(text) <= OUTPUT_CHARACTERS:
        return Output(text, 0, "", folded)
    half = OUTPUT_CHARACTERS // 2
    return Output(text[:half], len(text) - 2 * half, text[-half:], folded)
