"""Where the milliseconds of a warm grade go: each world's run from its beginning to its end, then judging and rendering.

Usage: python benchmarks/milliseconds.py [--parts all | ID...] [--rounds 5] [--json FILE]

The reference solution is graded; the medians of the rounds are printed, the first left out. `code` is what the worker says; all
else is by the clock of the supervisor and of the warden. `bare forks` is what set-up and solution take, once in each of the part's
worlds, in forks of a process that is as warm, unconfined and unjudged; the last line tells which parts take more than 1.3 times
that and 30 ms.
"""

from __future__ import annotations

import argparse
import io
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console

from bare import Bare, forks_of
from grader.catalogue import find_course
from grader.data import World, cache_folder, find_source
from grader.evidence import Cell, Evidence
from grader.judge import Pair, judge
from grader.report.html import render_html
from grader.report.machine import render_json
from grader.report.terminal import render_terminal
from grader.results import Graded
from grader.runner import Runner
from grader.sandbox import supervisor as supervising
from grader.sandbox.run import Run
from grader.sandbox.supervisor import Supervisor
from grader.submission import Submission
from grader.verdict import exhibit, report_on, result_of

if TYPE_CHECKING:
    from grader.catalogue import Part

_FACTOR: Final = 1.3
_MILLISECONDS: Final = 30


class Recorded(Run):
    """A run that is remembered, with the time at which it was begun."""

    made: Final[list[tuple[float, Recorded]]] = []

    def evidence(self) -> Evidence:
        """Run as ever."""
        self.made.append((time.monotonic(), self))
        return super().evidence()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--parts", nargs="+", default=["all"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path)
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
        runner = Runner(course, source, supervisor)
        for part_id in course.part_ids if options.parts == ["all"] else options.parts:
            part = course.part(part_id)
            forks = forks_of(part, Path(folder), course, source)
            rounds = []
            for _ in range(options.rounds + 1):
                rounds.append(_grade(part, runner))
                rounds[-1]["bare forks"] = sum(bare.seconds(*fork) for fork in forks)
            found[part_id] = {
                name: round(1000 * statistics.median(each[name] for each in rounds[1:]), 2)
                for name in rounds[0]
            }
            print(f"\n{part_id}")
            for name, milliseconds in found[part_id].items():
                print(f"  {name:28}{milliseconds:9.1f} ms", flush=True)
    slow = [
        f"{part} ({each['all of it']:.0f} ms, {bound:.0f} allowed)"
        for part, each in found.items()
        if each["all of it"] > (bound := _FACTOR * each["bare forks"] + _MILLISECONDS)
    ]
    print(f"\nover {_FACTOR} times the bare forks and {_MILLISECONDS} ms: {', '.join(slow) or 'none'}")
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n", "utf-8")


def _grade(part: Part, runner: Runner) -> dict[str, float]:
    """Grade once; return the seconds of each phase, in order."""
    cells = (Cell(part.solution),)
    seconds: dict[str, float] = {}
    pairs = {}
    whole = time.perf_counter()
    references = {world: runner.run_own(part, part.solution, world, must_pass=True) for world in part.worlds}
    seconds["reference evidence"] = time.perf_counter() - whole
    for world in part.worlds:
        Recorded.made.clear()
        before = time.monotonic()
        evidence = runner.run(part, cells, world)
        after = time.monotonic()
        pairs[world] = Pair(evidence, references[world])
        for name, value in _phases(before, after).items():
            seconds[f"{world}: {name}"] = value
    begun = time.perf_counter()
    public = pairs[World.PUBLIC]
    checks = judge(part.exercise, public, pairs.get(World.HIDDEN))
    result = result_of(part, "solution.py", public, checks, lambda: ())
    seconds["check"] = time.perf_counter() - begun
    begun = time.perf_counter()
    shown = exhibit(part, Submission(name="solution.py", cells=cells), public)
    report = report_on(part.id, (result,), isolation=(), data="fixtures")
    graded = Graded(report=report, exhibits=(shown,))
    render_terminal(graded, Console(file=io.StringIO()))
    seconds["render for the terminal"] = time.perf_counter() - begun
    begun = time.perf_counter()
    render_html(graded)
    render_json(report)
    seconds["render the page"] = time.perf_counter() - begun
    seconds["all of it"] = time.perf_counter() - whole
    return seconds


def _phases(before: float, after: float) -> dict[str, float]:
    """Return the phases of what was run, in seconds; where outputs were computed in a second run, the sums of both."""
    phases: dict[str, float] = {}

    def add(name: str, value: float) -> None:
        phases[name] = phases.get(name, 0.0) + value

    end = before
    for began, run in Recorded.made:
        moments = run.moments
        add("prepare", began - end)
        add("to the warden", moments.taken - began)
        add("folder in memory", moments.handed - moments.taken)
        add("confine", moments.confined - moments.handed)
        add("set-up", moments.begun - moments.confined)
        add("code", run.code_seconds)
        add("probe, end", moments.ended - moments.begun - run.code_seconds)
        add("clear", moments.cleared - moments.ended)
        end = moments.cleared
    add("decode, remove the folder", after - end)
    return phases


if __name__ == "__main__":
    main()
