"""What a warm grade costs, beside the same code run bare in a fork of a warm process.

Usage: python benchmarks/warm_grade.py [--part exercise_1_1_1] [--rounds 15] [--json FILE]

One run interleaves, round by round:

- bare: a process that has imported what the zygote imports forks; the child runs the part's set-up and its
  reference solution, without confinement, probes or checks, and ends;
- grade: the grader's whole warm road for the same solution: both worlds, confinement, probes, evidence, checks.

Prints medians in milliseconds and their ratio. The reference solution's evidence is kept from the first round on, as it
is for a learner; that round is not counted. So is the bare process's first fork.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path

from bare import Bare, furnished, source_of
from grader.catalogue import find_course
from grader.data import World, cache_folder, find_source
from grader.evidence import Cell
from grader.grade import grade
from grader.results import Outcome
from grader.sandbox.supervisor import Supervisor
from grader.submission import Submission


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", default="exercise_1_1_1")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()

    course = find_course()
    part = course.part(options.part)
    source = find_source(course.fixtures)
    submission = Submission(name="solution", cells=(Cell(part.solution),))
    with (
        tempfile.TemporaryDirectory() as name,
        Supervisor(cache=cache_folder()) as supervisor,
        Bare() as bare,
    ):
        folder = furnished(Path(name, "work"), part, World.PUBLIC, course, source)
        supervisor.ready()
        bare_seconds, grade_seconds = [], []
        for _ in range(options.rounds + 1):
            bare_seconds.append(bare.seconds(folder, source_of(part, World.PUBLIC)))
            begun = time.perf_counter()
            graded = grade(
                part.id, (part,), {part.id: submission}, course=course, source=source, supervisor=supervisor
            )
            grade_seconds.append(time.perf_counter() - begun)
            if graded.report.outcome is not Outcome.PASSED:
                raise SystemExit(f"{part.id} did not pass")

    bare_ms = 1000 * statistics.median(bare_seconds[1:])
    grade_ms = 1000 * statistics.median(grade_seconds[1:])
    result = {
        "part": part.id,
        "rounds": options.rounds,
        "worlds": 2 if part.has_hidden_world else 1,
        "checks": len(part.exercise.checks) + 1,
        "bare_ms": round(bare_ms, 1),
        "grade_ms": round(grade_ms, 1),
        "ratio": round(grade_ms / bare_ms, 2),
    }
    for key, value in result.items():
        print(f"{key:10} {value}")
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
