"""One self-contained page about a class: what an instructor shows in a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from grader.report import histogram, incidents, sheet, tallies
from grader.report.clusters import clusters
from grader.report.learners import Learner, Learners
from grader.report.pages import asset, template
from grader.report.wording import number_of
from grader.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.gradebook import CheckRate, ClassReport, Entry, Gradebook
    from grader.report.tallies import Tally

__all__ = ["render_class"]

PROBLEMS: Final = 500
"""Lines that say what was wrong with anything handed in, at most."""


class Rate(NamedTuple):
    """A lesson or a part, and how it went."""

    number: str
    title: str
    tally: Tally


class Hard(NamedTuple):
    """A check that few have passed, and its part."""

    check: CheckRate
    title: str


class Headline(NamedTuple):
    """The class in six numbers."""

    learners: int
    submitted: int
    missing: int
    spread: tallies.Spread | None
    open_parts: int
    """Parts that the grader could not grade, and nobody has since."""
    settled_parts: int
    """Such parts that an instructor has given points for."""


def render_class(report: ClassReport) -> str:
    """Return the whole page: it asks nothing of a network, and always encodes as UTF-8.

    It can be read without its one script, which sorts and filters the gradebook. Every text of the report is
    escaped, hidden characters are spelled out, and a content security policy allows that script and the page's
    style by their hashes, and nothing else. Links lead to `learners/<key>.html`, beside the page.
    """
    gradebook = report.gradebook
    learners = Learners(gradebook)
    graded = [row.percent for row in gradebook.rows if tallies.is_graded(row)]
    return template("class.html.j2").render(
        report=report,
        gradebook=gradebook,
        headline=_headline(gradebook, graded),
        faults=incidents.faults(gradebook, learners),
        bars=histogram.histogram(graded),
        ceiling=histogram.CEILING,
        floor=histogram.FLOOR,
        lessons=_lessons(report),
        parts=_parts(gradebook),
        hardest=_hardest(report),
        clusters=clusters(report, learners),
        slowest=incidents.slowest(gradebook, learners),
        stops=incidents.stops(gradebook, learners),
        absent=_absent(gradebook, learners),
        strangers=_strangers(gradebook, learners),
        problems=report.problems[:PROBLEMS],
        late=incidents.late(gradebook, learners),
        by_hand=incidents.by_hand(gradebook, learners),
        sheet=sheet.sheet(report, learners),
        kinds=sheet.KINDS,
        marks=sheet.MARKS,
        number_of=number_of,
        style=asset("page.css", "class.css"),
        script=asset("class.js"),
    )


def _headline(gradebook: Gradebook, graded: Sequence[float]) -> Headline:
    entries = [entry for row in gradebook.rows for entry in row.entries]
    missing = sum(row.missing for row in gradebook.rows)
    open_parts = sum(map(tallies.is_open, entries))
    errored = sum(entry.outcome is Outcome.ERRORED for entry in entries)
    return Headline(
        learners=len(gradebook.rows),
        submitted=len(gradebook.rows) - missing,
        missing=missing,
        spread=tallies.spread(graded),
        open_parts=open_parts,
        settled_parts=errored - open_parts,
    )


def _lessons(report: ClassReport) -> list[Rate]:
    entries = _by_part(report.gradebook)
    return [
        Rate(
            number_of(group.id),
            group.title,
            tallies.tally(entry for exercise in group.exercises for entry in entries.get(exercise, [])),
        )
        for group in report.lessons
    ]


def _parts(gradebook: Gradebook) -> list[Rate]:
    entries = _by_part(gradebook)
    return [
        Rate(number_of(column.exercise), column.title, tallies.tally(entries[column.exercise]))
        for column in gradebook.columns
    ]


def _by_part(gradebook: Gradebook) -> dict[str, list[Entry]]:
    return {
        column.exercise: [row.entries[place] for row in gradebook.rows]
        for place, column in enumerate(gradebook.columns)
    }


def _hardest(report: ClassReport) -> list[Hard]:
    titles = {column.exercise: column.title for column in report.gradebook.columns}
    return [Hard(check, titles.get(check.exercise, "")) for check in tallies.hardest(report.checks)]


def _absent(gradebook: Gradebook, learners: Learners) -> list[Learner]:
    return [learners.of(row.key) for row in gradebook.rows if row.missing]


def _strangers(gradebook: Gradebook, learners: Learners) -> list[Learner]:
    if not gradebook.has_roster:
        return []
    return [learners.of(row.key) for row in gradebook.rows if not row.in_roster]
