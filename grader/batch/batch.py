"""A batch from its beginning to its end: what came in is graded, and the output folder tells of everybody."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from grader.batch.arrivals import take_in
from grader.batch.classroom import ROSTER, Classroom
from grader.batch.coordinator import Coordinator, Item
from grader.batch.pages import LearnerPages
from grader.batch.policy import read_policy
from grader.batch.standing import counting_last
from grader.batch.tasks import Setting
from grader.batch.version import version_of
from grader.errors import UsageError
from grader.export import FILES, Shape, export
from grader.report.classroom import render_class
from grader.report.write import write_file
from grader.runner import Runner
from grader.sandbox.supervisor import Supervisor
from grader.store import Database, Results, Roll

if TYPE_CHECKING:
    from grader.batch.coordinator import Counts, Tell
    from grader.batch.hands import Hands
    from grader.catalogue import Course, Part
    from grader.data import DataSource
    from grader.intake import Convention, Intake
    from grader.store import Version

__all__ = ["STORE", "Batch"]

STORE: Final = "store.sqlite"
"""The store's file in a batch's output folder."""

_PARTS: Final = "parts"
_ISOLATION: Final = "isolation"


class Batch:
    """A class, a course and a store."""

    def __init__(self, course: Course, source: DataSource, database: Database, cache: Path) -> None:
        """Raises UsageError where the course is a release, which grades one learner's work at home."""
        course.require_solutions()
        self._course = course
        self._source = source
        self._roll = Roll(database)
        self._results = Results(database)
        # It works out keys, and never runs anything.
        self._runner = Runner(course, source, Supervisor(cache=cache))
        self._policy = read_policy(course.exercises)

    def setting(self, hidden: tuple[Path, ...], *, strict: bool) -> Setting:
        """Return what the batch's hands have to know; runs see nothing of the folders in `hidden`."""
        return Setting(
            course="" if self._course.came_with_grader else str(self._course.folder),
            data="" if self._source.origin == "fixtures" else str(self._source.folder),
            hidden=tuple(map(str, hidden)),
            strict=strict,
        )

    def take_in(self, path: Path, *, roster: Path | None, convention: Convention | None) -> Intake:
        """Enter into the store what came and is not there yet.

        Raises:
            UsageError: the submissions or the roster cannot be read at all, or the store cannot be written.
        """
        with tempfile.TemporaryDirectory(prefix="grade-batch-") as scratch:
            intake = take_in(
                path,
                self._roll,
                self._course.part_ids,
                roster=roster,
                scratch=Path(scratch) / "class",
                convention=convention,
            )
        if roster is not None:
            self._roll.remember(ROSTER, str(roster))
        return intake

    def choose(self, targets: tuple[str, ...]) -> None:
        """Grade the class on these from now on; without any, on the lessons of which anybody handed in a part."""
        parts = [part for target in targets for part in self._course.resolve(target)]
        if parts:
            self._roll.remember(_PARTS, msgspec.json.encode(list(dict.fromkeys(parts))).decode())

    def forget(self, targets: tuple[str, ...]) -> None:
        """Let the learners' code of these run again; without any, of all parts that the class is graded on."""
        wanted = {part for target in targets for part in self._course.resolve(target)}
        self._results.forget([part for part in self._parts() if part in wanted or not wanted])

    def grade(self, hands: Hands, tell: Tell) -> Counts:
        """Grade whatever has no result yet, and return the counts.

        Raises:
            UsageError: the store cannot be written; what was graded before is kept.
        """
        parts = self._parts()
        handins = [each for each in self._roll.handins() if each.handin.part in parts]
        if self._policy.attempts == "last":
            handins = [*counting_last(handins).values()]
        items = [Item(each.handin.part, each.handin.source) for each in handins if each.handin.source]
        coordinator = Coordinator(parts, self._runner, self._roll, self._results, hands)
        try:
            return coordinator.grade(items, self._versions(parts), tell)
        finally:
            self._remember(coordinator.isolation)

    def write(self, folder: Path, hands: Hands, shapes: tuple[Shape, ...] = ()) -> int:
        """Write the class page, a page a learner, the gradebook and the exports; return how many learners' pages.

        Raises:
            UsageError: the folder cannot be written.
        """
        parts = self._parts()
        versions = self._versions(parts)
        classroom = self._classroom(parts, versions)
        isolation = tuple(filter(None, self._roll.setting(_ISOLATION).split(",")))
        pages = LearnerPages(
            classroom,
            parts,
            versions,
            runner=self._runner,
            roll=self._roll,
            results=self._results,
            isolation=isolation,
            data=self._source.name,
        )
        (folder / "learners").mkdir(parents=True, exist_ok=True)
        written = pages.write(folder / "learners", hands)
        gradebook = classroom.gradebook()
        report = classroom.report(gradebook, isolation=isolation, data=self._source.name)
        write_file(folder / "index.html", render_class(report).encode())
        for shape in {Shape.CSV, *shapes}:
            write_file(folder / FILES[shape], export(gradebook, shape))
        return written

    def export(self, shape: Shape) -> bytes:
        """Return the gradebook in one of the shapes that other systems read."""
        parts = self._parts()
        return export(self._classroom(parts, self._versions(parts)).gradebook(), shape)

    def override(self, learner: str, part: str, points: float | None, *, why: str, time: str) -> None:
        """Give a learner points of a part by hand, or take them back with None.

        Raises:
            UsageError: there is no such learner or part in the class, or the points are not in its range.
        """
        parts = self._parts()
        if part not in parts:
            raise UsageError(
                f"the class is not graded on {part}; it is on {', '.join(parts) or 'nothing yet'}"
            )
        keys = {each.key: each for each in self._roll.learners()}
        named = [
            key for key, each in keys.items() if learner in {key, each.id, each.login, each.email, each.name}
        ]
        if len(named) != 1:
            words = f"{len(named)} learners are" if named else "nobody is"
            raise UsageError(f'{words} called "{learner}"; the first column of gradebook.csv has every key')
        most = sum(check.points for check in parts[part].exercise.checks)
        if points is not None and not 0 <= points <= most:
            raise UsageError(f"{part} has {most} points; {points:g} is not between 0 and that")
        self._roll.override(named[0], part, points, why=why, time=time)

    def _classroom(self, parts: dict[str, Part], versions: dict[str, Version]) -> Classroom:
        return Classroom(
            self._course,
            parts,
            versions,
            roll=self._roll,
            results=self._results,
            policy=self._policy,
        )

    def _parts(self) -> dict[str, Part]:
        chosen = self._roll.setting(_PARTS)
        if chosen:
            wanted = set(msgspec.json.decode(chosen, type=list[str]))
        else:
            lessons = {each.handin.part.rsplit("_", 1)[0] for each in self._roll.handins()}
            wanted = {part for part in self._course.part_ids if part.rsplit("_", 1)[0] in lessons}
        return {part: self._course.part(part) for part in self._course.part_ids if part in wanted}

    def _versions(self, parts: dict[str, Part]) -> dict[str, Version]:
        return {part.id: version_of(part, self._course, self._source) for part in parts.values()}

    def _remember(self, isolation: tuple[str, ...] | None) -> None:
        """Keep the layers that all runs in the store had, outermost first."""
        if isolation is None:
            return
        before = self._roll.setting(_ISOLATION)
        kept = isolation if not before else [layer for layer in before.split(",") if layer in isolation]
        self._roll.remember(_ISOLATION, ",".join(kept))
