"""A page a learner, as `grade` makes it; one whose contents are as they were is not made again."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

import grader
from grader.batch.tasks import Answer, Page, Render
from grader.batch.window import Window
from grader.data import World
from grader.errors import SandboxError
from grader.evidence import Evidence, FiguresProbe
from grader.judge import Pair, probes_for
from grader.report.write import write_file
from grader.results import Adjustment, Exhibit, Graded, PartResult
from grader.submission import Submission
from grader.verdict import absent, exhibit, report_on

if TYPE_CHECKING:
    from grader.batch.classroom import Classroom
    from grader.batch.hands import Hands
    from grader.catalogue import Part
    from grader.intake import Learner
    from grader.runner import Runner
    from grader.store import Handin, Results, Roll, Version

__all__ = ["LearnerPages"]

_decode = msgspec.msgpack.Decoder(Evidence).decode


class LearnerPages:
    """Writes `learners/<key>.html` and `.json` under a folder."""

    def __init__(
        self,
        classroom: Classroom,
        parts: dict[str, Part],
        versions: dict[str, Version],
        *,
        runner: Runner,
        roll: Roll,
        results: Results,
        isolation: tuple[str, ...],
        data: str,
    ) -> None:
        self._classroom = classroom
        self._parts = parts
        self._versions = versions
        self._runner = runner
        self._roll = roll
        self._results = results
        self._isolation = isolation
        self._data = data
        self._references: dict[str, Evidence] = {}

    def write(self, folder: Path, hands: Hands) -> int:
        """Write the pages of those whose grades have changed, and return how many those are.

        Raises:
            UsageError: the folder cannot be written.
        """
        window = Window(hands)
        made = self._roll.pages()
        written = 0
        for learner in self._classroom.learners:
            if not any((learner.key, part) in self._classroom.standings.counting for part in self._parts):
                continue
            digest = self._digest(learner)
            stem = folder / learner.key
            if made.get(learner.key) == digest and stem.with_name(f"{learner.key}.html").exists():
                continue
            written += 1
            window.ask(
                Render(graded=self._graded(learner)),
                functools.partial(self._heard, folder, learner.key, digest),
            )
        window.drain()
        return written

    def _heard(self, folder: Path, key: str, digest: str, answer: Answer) -> None:
        if not isinstance(answer, Page):
            raise SandboxError(f"the page of {key} cannot be made: {answer}")
        write_file(folder / f"{key}.json", answer.json)
        write_file(folder / f"{key}.html", answer.html)
        self._roll.keep_page(key, digest)

    def _digest(self, learner: Learner) -> str:
        """Return a digest of all that the page is made from."""
        standings = self._classroom.standings
        holds = [
            (
                self._versions[part].digest,
                known.handin if (known := standings.counting.get((learner.key, part))) else None,
                self._adjustment(learner.key, part),
            )
            for part in self._parts
        ]
        whole = [learner.name, self._isolation, self._data, holds, _making()]
        return hashlib.sha256(msgspec.msgpack.encode(whole)).hexdigest()

    def _graded(self, learner: Learner) -> Graded:
        graded = [self._part(learner.key, part) for part in self._parts.values()]
        report = report_on(
            learner.name,
            tuple(result for result, _ in graded),
            isolation=self._isolation,
            data=self._data,
        )
        return Graded(report=report, exhibits=tuple(shown for _, shown in graded))

    def _part(self, learner: str, part: Part) -> tuple[PartResult, Exhibit]:
        known = self._classroom.standings.counting.get((learner, part.id))
        shown = Exhibit(exercise=part.id)
        if known is None:
            result = absent(part, None)
        elif known.handin.source is None:
            result = absent(part, known.handin.unreadable)
        else:
            kept = self._results.result(self._versions[part.id].digest, known.handin.source)
            if kept is None:
                raise SandboxError(f"{learner} has no result of {part.id} yet")
            result = msgspec.structs.replace(kept, submission=known.handin.name)
            shown = self._exhibit(part, known.handin)
        return msgspec.structs.replace(result, adjustment=self._adjustment(learner, part.id)), shown

    def _exhibit(self, part: Part, handin: Handin) -> Exhibit:
        cells = self._roll.cells(handin.source or "")
        submission = Submission(name=handin.name, cells=cells, begins=handin.begins)
        key = self._runner.key(part, cells, World.PUBLIC)
        observed = self._results.observed(key, probes_for(part.exercise, figures=True))
        if observed is None:  # The grader failed.
            return exhibit(part, submission, None)
        return exhibit(
            part, submission, Pair(_decode(observed.evidence), self._reference(observed.reference))
        )

    def _reference(self, digest: str) -> Evidence:
        """Return what a page shows of a reference solution's evidence; it is the same for all learners."""
        if digest not in self._references:
            whole = _decode(self._results.reference(digest))
            shown = FiguresProbe()
            self._references[digest] = msgspec.structs.replace(
                whole, probes=(shown,), facts=(whole.fact(shown),)
            )
        return self._references[digest]

    def _adjustment(self, learner: str, part: str) -> Adjustment | None:
        entry = self._classroom.standings.entry(learner, part)
        if entry.override is not None:
            return Adjustment(points=entry.score, why=f"given by the instructor: {entry.override.why}")
        if entry.late_percent and entry.earned:
            return Adjustment(points=entry.score, why=f"{entry.late_percent:g} % are off for lateness")
        return None


@functools.cache
def _making() -> str:
    """Return a digest of our own code that makes a page."""
    folder = Path(grader.__file__).parent / "report"
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".j2", ".css"})
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
