"""Which hand-in of each learner counts for each part, and what it earns."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

import msgspec

from grader.gradebook import Entry
from grader.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.batch.policy import Policy
    from grader.catalogue import Part
    from grader.gradebook import Override
    from grader.limits import Stopped
    from grader.results import PartResult
    from grader.store import Known

__all__ = ["Brief", "Standings", "brief_of", "counting_last"]

_WORDS: Final = 300
_ADDRESS: Final = re.compile(r"0x[0-9a-f]{4,}")


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """What the class page needs to know of a result; it is small, since all are held at once."""

    outcome: Outcome
    score: int
    failed_checks: tuple[str, ...]
    passed_checks: tuple[str, ...]
    mistake: str
    says: str
    """What its learner is told: the mistake's feedback, or the first failing check's message."""
    stopped: Stopped | None
    error: str
    wall_seconds: float
    wrong: str
    """Equal where the wrong evidence is; empty where nothing is wrong."""


def brief_of(result: PartResult) -> Brief:
    """Return the result in brief."""
    failed = [check for check in result.checks if check.outcome is Outcome.FAILED]
    first = failed[0].message or failed[0].title if failed else ""
    error = f"{result.error.type}: {result.error.message}" if result.error else ""
    return Brief(
        outcome=result.outcome,
        score=result.score,
        failed_checks=tuple(check.id for check in failed),
        passed_checks=tuple(check.id for check in result.checks if check.outcome is Outcome.PASSED),
        mistake=result.mistake or "",
        says=(result.feedback or first or error)[:_WORDS],
        stopped=result.stopped,
        error=error[:_WORDS],
        wall_seconds=result.wall_seconds,
        wrong=_wrong(result),
    )


def _wrong(result: PartResult) -> str:
    """Return a digest of what was wrong: the known mistake, else all that the failing checks found."""
    if result.outcome is not Outcome.FAILED:
        return ""
    if result.mistake:
        return f"mistake {result.mistake}"
    error = (result.error.type, result.error.message) if result.error else ()
    checks = [
        (check.id, str(check.outcome), check.found or check.message)
        for check in result.checks
        if check.outcome is not Outcome.PASSED
    ]
    words = _ADDRESS.sub("0x", repr((error, checks, result.stopped)))
    return hashlib.sha256(words.encode(errors="replace")).hexdigest()


def counting_last(handins: Iterable[Known]) -> dict[tuple[str, str], Known]:
    """Return each learner's hand-in of each part in the last attempt that has the part."""
    return {(each.learner, each.handin.part): each for each in handins}


class Standings:
    """What each learner has of each part."""

    def __init__(
        self,
        policy: Policy,
        parts: dict[str, Part],
        handins: list[Known],
        briefs: dict[tuple[str, str], Brief],
        overrides: dict[tuple[str, str], Override],
    ) -> None:
        """`briefs` are by part and source."""
        self._policy = policy
        self._parts = parts
        self._briefs = briefs
        self._overrides = overrides
        self.counting = self._counting(handins)

    def brief(self, known: Known) -> Brief | None:
        """Return the result of a hand-in in brief; None where it has none yet, or cannot be read."""
        return self._briefs.get((known.handin.part, known.handin.source or ""))

    def entry(self, learner: str, part: str) -> Entry:
        """Return what the learner has of the part."""
        max_score = sum(check.points for check in self._parts[part].exercise.checks)
        known = self.counting.get((learner, part))
        entry = Entry(exercise=part, outcome=None, max_score=max_score)
        if known is not None:
            entry = self._entry(known, max_score)
        override = self._overrides.get((learner, part))
        if override is None:
            return entry
        return msgspec.structs.replace(entry, score=override.points, override=override)

    def _entry(self, known: Known, max_score: int) -> Entry:
        part, brief = known.handin.part, self.brief(known)
        late, percent = self._policy.late(part, known.time, marked=known.late)
        entry = Entry(
            exercise=part,
            outcome=Outcome.FAILED if known.handin.unreadable else None,
            max_score=max_score,
            attempt=known.attempt,
            when=known.time,
            late=late,
            late_percent=percent,
            error=known.handin.unreadable[:_WORDS],
        )
        if brief is None:
            return entry
        return msgspec.structs.replace(
            entry,
            outcome=brief.outcome,
            score=round(brief.score * (100 - percent) / 100, 2),
            earned=brief.score,
            failed_checks=brief.failed_checks,
            mistake=brief.mistake,
            stopped=brief.stopped,
            error=brief.error,
            wall_seconds=brief.wall_seconds,
        )

    def _counting(self, handins: list[Known]) -> dict[tuple[str, str], Known]:
        if self._policy.attempts == "last":
            return counting_last(handins)
        best: dict[tuple[str, str], tuple[float, Known]] = {}
        for each in handins:
            place = (each.learner, each.handin.part)
            brief = self.brief(each)
            worth = -1.0
            if brief is not None:
                _, percent = self._policy.late(each.handin.part, each.time, marked=each.late)
                worth = brief.score * (100 - percent) / 100
            # Of equals the later one: it is what the learner thinks of last.
            if place not in best or worth >= best[place][0]:
                best[place] = (worth, each)
        return {place: known for place, (_, known) in best.items()}
