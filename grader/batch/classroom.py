"""The class as the store knows it: the gradebook, and all that the class page shows."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from grader.batch.standing import Brief, Standings, brief_of
from grader.checks import Runs
from grader.gradebook import (
    CheckRate,
    ClassReport,
    Cluster,
    Column,
    Gradebook,
    Group,
    Row,
    Sample,
)
from grader.judge import check_ids
from grader.results import Runtime
from grader.runner import SEED, versions
from grader.sandbox.environment import THREADS

if TYPE_CHECKING:
    from grader.batch.policy import Policy
    from grader.catalogue import Course, Part
    from grader.store import Known, Results, Roll, Version

__all__ = ["ROSTER", "Classroom"]

ROSTER: Final = "roster"
"""The store's setting that says whether a roster was ever given."""

_SAMPLES: Final = 2
_LEAST: Final = 2
"""So many learners make a cluster."""


class _Check(NamedTuple):
    exercise: str
    check: str


class Classroom:
    """Everybody's hand-ins and results, of the parts that the class is graded on."""

    def __init__(
        self,
        course: Course,
        parts: dict[str, Part],
        version: dict[str, Version],
        *,
        roll: Roll,
        results: Results,
        policy: Policy,
    ) -> None:
        self._course = course
        self._parts = parts
        self._roll = roll
        self.learners = roll.learners()
        self._handins = [each for each in roll.handins() if each.handin.part in parts]
        wanted = {(each.handin.part, each.handin.source) for each in self._handins}
        briefs: dict[tuple[str, str], Brief] = {
            (part, source): brief_of(result)
            for part in parts
            for source, result in results.of_version(version[part].digest)
            if (part, source) in wanted
        }
        self.standings = Standings(policy, parts, self._handins, briefs, roll.overrides())

    def gradebook(self) -> Gradebook:
        """Return everybody's grades."""
        attempts = self._roll.attempts()
        rows = tuple(
            Row(
                key=learner.key,
                name=learner.name,
                id=learner.id,
                login=learner.login,
                email=learner.email,
                section=learner.section,
                in_roster=learner.in_roster,
                attempts=attempts.get(learner.key, 0),
                entries=tuple(self.standings.entry(learner.key, part) for part in self._parts),
            )
            for learner in self.learners
        )
        columns = tuple(
            Column(
                exercise=part.id,
                title=part.exercise.title,
                max_score=sum(check.points for check in part.exercise.checks),
            )
            for part in self._parts.values()
        )
        return Gradebook(
            title=self._course.titles.get("course", "The class"),
            columns=columns,
            rows=rows,
            has_roster=bool(self._roll.setting(ROSTER)),
        )

    def report(self, gradebook: Gradebook, *, isolation: tuple[str, ...], data: str) -> ClassReport:
        """Return all that the class page shows."""
        lessons = itertools.groupby(self._parts.values(), key=lambda part: part.lesson)
        return ClassReport(
            gradebook=gradebook,
            lessons=tuple(
                Group(
                    id=lesson,
                    title=self._course.titles.get(lesson, lesson),
                    exercises=tuple(part.id for part in own),
                )
                for lesson, own in lessons
            ),
            checks=self._check_rates(),
            clusters=self._clusters(),
            problems=self._roll.problems(),
            runtime=Runtime(versions=versions(), seed=SEED, threads=THREADS, data=data),
            isolation=isolation,
            made=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        )

    def _counting(self) -> list[tuple[Known, Brief]]:
        found = ((known, self.standings.brief(known)) for known in self.standings.counting.values())
        return [(known, brief) for known, brief in found if brief is not None]

    def _check_rates(self) -> tuple[CheckRate, ...]:
        passed: dict[_Check, int] = defaultdict(int)
        judged: dict[_Check, int] = defaultdict(int)
        for known, brief in self._counting():
            exercise = known.handin.part
            for check in brief.passed_checks:
                passed[_Check(exercise, check)] += 1
            for check in (*brief.passed_checks, *brief.failed_checks):
                judged[_Check(exercise, check)] += 1
        rates = []
        for part in self._parts.values():
            titles = [check.headline() for check in (Runs(), *part.exercise.checks)]
            for check, title in zip(check_ids(part.exercise), titles, strict=True):
                place = _Check(part.id, check)
                rates.append(
                    CheckRate(
                        exercise=part.id,
                        check=check,
                        title=title,
                        passed=passed[place],
                        judged=judged[place],
                    )
                )
        return tuple(rates)

    def _clusters(self) -> tuple[Cluster, ...]:
        alike: dict[tuple[str, str], list[tuple[Known, Brief]]] = defaultdict(list)
        for known, brief in self._counting():
            if brief.wrong:
                alike[known.handin.part, brief.wrong].append((known, brief))
        found = [
            self._cluster(part, members) for (part, _), members in alike.items() if len(members) >= _LEAST
        ]
        return tuple(sorted(found, key=lambda cluster: (-len(cluster.learners), cluster.exercise)))

    def _cluster(self, part: str, members: list[tuple[Known, Brief]]) -> Cluster:
        first = members[0][1]
        different: dict[str, Known] = {}
        for known, _ in members:
            if known.handin.source is not None:
                different.setdefault(known.handin.source, known)
        return Cluster(
            exercise=part,
            mistake=first.mistake,
            says=first.says,
            checks=first.failed_checks,
            learners=tuple(known.learner for known, _ in members),
            samples=tuple(
                Sample(
                    learner=known.learner,
                    source="\n".join(cell.source for cell in self._roll.cells(source)),
                )
                for source, known in list(different.items())[:_SAMPLES]
            ),
        )
