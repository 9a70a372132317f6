"""A report in short, for a learner's terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

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
from grader.results import CheckResult, CodeError, Graded, Outcome, PartResult

if TYPE_CHECKING:
    from rich.console import Console

    from grader.results import SourceLine

__all__ = ["render_part", "render_terminal"]

NARROWEST: Final = 20
"""Columns that a paragraph has beside its indent, however narrow the console is."""

_STYLES: Final = {
    Outcome.PASSED: "bold green",
    Outcome.FAILED: "bold red",
    Outcome.SKIPPED: "dim",
    Outcome.ERRORED: "bold yellow",
}


def render_terminal(graded: Graded, console: Console) -> None:
    """Print each part's headline, what did not pass and what to try, and the total last.

    A part that passed takes one line. No control character and no markup of the report reaches the console, and
    no character that its encoding lacks.
    """
    report = graded.report
    page = _Page(console)
    for number, (part, exhibit) in enumerate(zip(report.parts, graded.exhibits, strict=True)):
        if number and not report.parts[number - 1].outcome == part.outcome == Outcome.PASSED:
            page.put(0)
        page.part(part, exhibit.source)
    if len(report.parts) > 1:
        page.put(0)
        page.put(0, (parts_passed(report), ""))
    page.put(
        0,
        (f"{report.target}: ", "bold"),
        (verdict(report).lower(), _STYLES[report.outcome]),
        (f", {report.score:,} of {counted(report.max_score, 'point')}", "bold"),
    )


def render_part(part: PartResult, source: tuple[SourceLine, ...], console: Console) -> None:
    """Print one part, as `render_terminal` does."""
    _Page(console).part(part, source)


class _Page:
    def __init__(self, console: Console) -> None:
        self._console = console
        self._encoding = console.encoding
        signs = "".join(words.symbol for words in OUTCOMES.values())
        self._ascii = self._fitted(signs) != signs

    def put(self, indent: int, *pieces: tuple[str, str]) -> None:
        """Print pieces of text, each with its style, as one paragraph."""
        text = Text.assemble(
            *((self._fitted(visible(piece)), style) for piece, style in pieces), overflow="fold"
        )
        # Not Rich's padding, which fills every line with spaces up to the edge.
        for line in text.wrap(self._console, max(self._console.width - indent, NARROWEST)):
            line.rstrip()
            line.pad_left(indent)
            self._console.print(line, soft_wrap=True)

    def part(self, part: PartResult, source: tuple[SourceLine, ...]) -> None:
        score = "no score" if part.outcome is Outcome.ERRORED else f"{part.score} / {part.max_score}"
        passed = part.outcome is Outcome.PASSED
        count = f"  {counted(len(part.checks), 'check')}" if part.checks and passed else ""
        self.put(
            0,
            (self._sign(part.outcome), _STYLES[part.outcome]),
            (f" {part.exercise}  ", "bold"),
            (f"{part.title}  ", ""),
            (score, "bold"),
            (count, "dim"),
        )
        if not passed:
            self._reasons(part, source)

    def _reasons(self, part: PartResult, source: tuple[SourceLine, ...]) -> None:
        if part.feedback:
            self.put(2, (part.feedback, "bold"))
        if part.outcome is Outcome.ERRORED:
            self.put(2, (GRADERS_FAULT, ""))
        elif part.stopped:
            self.put(2, (STOPPED[part.stopped].fact, "bold"), (f" {STOPPED[part.stopped].advice}", ""))
        elif part.submission is None:
            self.put(2, ("There is no file for this part.", ""))
        if part.error:
            self._error(part.error, source)
        for check in part.checks:
            if check.outcome in {Outcome.FAILED, Outcome.ERRORED}:
                self._check(check, source)
        if part.checks:
            self.put(2, (checks_passed(part), "dim"))

    def _error(self, error: CodeError, source: tuple[SourceLine, ...]) -> None:
        if error.explanation:
            self.put(2, (error.explanation, ""))
        self.put(2, (error_line(error), "red"), (_after(place(error.line, source)), "dim"))
        for line in error.traceback:
            self.put(4, (line, "dim"))

    def _check(self, check: CheckResult, source: tuple[SourceLine, ...]) -> None:
        self.put(
            2,
            (self._sign(check.outcome), _STYLES[check.outcome]),
            (f" {check.title}", ""),
            (_after(place(check.line, source)), "dim"),
        )
        if check.message:
            self.put(4, (check.message, ""))
        if check.hint:
            self.put(4, ("Try this: ", "bold"), (check.hint, ""))

    def _sign(self, outcome: Outcome) -> str:
        return OUTCOMES[outcome].ascii if self._ascii else OUTCOMES[outcome].symbol

    def _fitted(self, text: str) -> str:
        return text.encode(self._encoding, "backslashreplace").decode(self._encoding)


def _after(place: str) -> str:
    return f"  {place}" if place else ""
