"""Where the milliseconds of a warm grade go: runs from their beginnings to their ends, both worlds together, and all else.

Usage: python benchmarks/milliseconds.py [--parts all | ID...] [--rounds 5] [--json FILE]

The reference solution is graded; the medians of the rounds are printed, the first left out. `code` is what the worker says; all
else is by the clock of the supervisor and of the warden. `bare forks` is what set-up and solution take, once in each of the part's
worlds, in forks of a process that is as warm, unconfined and unjudged; `with calls`, these also call the learner's functions as
the checks do. The last lines tell which parts take more than 1.3 times that and 30 ms.
"""

from __future__ import annotations

import io
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console

from bare import Bare, forks_of
from grader.catalogue import find_course
from grader.data import cache_folder, find_source
from grader.evidence import CallProbe, Cell, Evidence
from grader.grade import grade
from grader.judge import probes_for
from grader.report.html import render_html
from grader.report.machine import render_json
from grader.report.terminal import render_terminal
from grader.sandbox import supervisor as supervising
from grader.sandbox.run import Run
from grader.sandbox.supervisor import Supervisor
from grader.submission import Submission
from programs import new_parser, write_figures

if TYPE_CHECKING:
    from grader.catalogue import Course, Part
    from grader.data import DataSource

_FACTOR: Final = 1.3
_MILLISECONDS: Final = 30
_BARE: Final = "bare forks"
_WITH_CALLS: Final = "bare forks with calls"


class Recorded(Run):
    """A run that is remembered, with the times at which it was begun and at which its evidence was there."""

    made: Final[list[Recorded]] = []

    def evidence(self) -> Evidence:
        """Run as ever."""
        self.made.append(self)
        self.began = time.monotonic()
        evidence = super().evidence()
        self.decoded = time.monotonic()
        return evidence


def main() -> None:
    """Measure and print."""
    parser = new_parser(__doc__)
    parser.add_argument("--parts", nargs="+", default=["all"])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    vars(supervising)["Run"] = Recorded
    course = find_course()
    found = {}
    hidden = (*course.secrets, cache_folder())
    source = find_source(course.fixtures)
    with (
        tempfile.TemporaryDirectory(prefix="milliseconds-") as folder,
        Supervisor(cache=cache_folder(), hidden=hidden) as supervisor,
        Bare() as bare,
    ):
        for part_id in course.part_ids if options.parts == ["all"] else options.parts:
            part = course.part(part_id)
            forks = forks_of(part, Path(folder), course, source)
            probes = probes_for(part.exercise, figures=False)
            calls = tuple(probe for probe in probes if isinstance(probe, CallProbe))
            rounds = []
            for _ in range(options.rounds + 1):
                rounds.append(_grade(part, course, source, supervisor))
                rounds[-1][_BARE] = sum(bare.seconds(*fork) for fork in forks)
                rounds[-1][_WITH_CALLS] = sum(bare.seconds(*fork, calls) for fork in forks)
            found[part_id] = {
                name: round(1000 * statistics.median(each[name] for each in rounds[1:]), 2)
                for name in rounds[0]
            }
            print(f"\n{part_id}")
            for name, milliseconds in found[part_id].items():
                print(f"  {name:28}{milliseconds:9.1f} ms", flush=True)
    for name in (_BARE, _WITH_CALLS):
        slow = [
            f"{part} ({each['all of it']:.0f} ms, {bound:.0f} allowed)"
            for part, each in found.items()
            if each["all of it"] > (bound := _FACTOR * each[name] + _MILLISECONDS)
        ]
        print(f"\nover {_FACTOR} times the {name} and {_MILLISECONDS} ms: {', '.join(slow) or 'none'}")
    write_figures(options.json, found)


def _grade(part: Part, course: Course, source: DataSource, supervisor: Supervisor) -> dict[str, float]:
    """Grade once; return the seconds of each phase, in order."""
    Recorded.made.clear()
    handed_in = Submission(name="solution.py", cells=(Cell(part.solution),))
    whole = time.perf_counter()
    graded = grade(
        part.id, (part,), {part.id: handed_in}, course=course, source=source, supervisor=supervisor
    )
    render_terminal(graded, Console(file=io.StringIO()))
    answered = time.perf_counter()
    render_html(graded)
    render_json(graded.report)
    ended = time.perf_counter()
    seconds = {"render the page": ended - answered}
    for run in Recorded.made:
        for name, value in _phases(run).items():
            seconds[name] = seconds.get(name, 0.0) + value
    seconds["prepare, judge, all else"] = ended - whole - sum(seconds.values())
    seconds["all of it"] = ended - whole
    return seconds


def _phases(run: Recorded) -> dict[str, float]:
    moments = run.moments
    return {
        "to the warden": moments.taken - run.began,
        "folder in memory": moments.handed - moments.taken,
        "confine": moments.confined - moments.handed,
        "set-up": moments.begun - moments.confined,
        "code": run.code_seconds,
        "probe, end": moments.ended - moments.begun - run.code_seconds,
        "clear": moments.cleared - moments.ended,
        "decode": run.decoded - moments.cleared,
    }


if __name__ == "__main__":
    main()
