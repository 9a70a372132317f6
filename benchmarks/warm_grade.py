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
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grader.catalogue import find_course
from grader.data import World, cache_folder, find_source, world_file
from grader.evidence import Cell
from grader.grade import grade
from grader.results import Outcome
from grader.sandbox.environment import zygote_environment
from grader.sandbox.supervisor import Supervisor
from grader.submission import Submission

# The bare process: the zygote's imports, then a fork a line of input, timed to the child's end.
BARE = r"""
import gc, os, sys, time
from grader.sandbox import runtime
runtime.load()
import grader.sandbox.worker
gc.collect(); gc.freeze()
code = compile(sys.stdin.readline().encode().decode("unicode_escape"), "<bare>", "exec")
print("ready", flush=True)
for _ in sys.stdin:
    begun = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        exec(code, {"__name__": "__main__"})
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print(time.perf_counter() - begun if status == 0 else "failed", flush=True)
"""


class Bare:
    """A warm process that forks a child for every run."""

    def __init__(self, folder: Path, source: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", BARE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=folder,
            env=zygote_environment(cache_folder()),
        )
        self._say(source.encode("unicode_escape").decode())
        if self._hear() != "ready":
            raise SystemExit("the bare process did not start")

    def seconds(self) -> float:
        """Run once; return the seconds from the fork to the child's end."""
        self._say("run")
        return float(self._hear())

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _hear(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


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
    with tempfile.TemporaryDirectory() as name, Supervisor(cache=cache_folder()) as supervisor:
        for file in part.exercise.files:
            Path(name, file).symlink_to(world_file(file, World.PUBLIC, source, course.fixtures))
        bare = Bare(Path(name), f"{part.setup}\n{part.solution}")
        supervisor.ready()
        bare_seconds, grade_seconds = [], []
        for _ in range(options.rounds + 1):
            bare_seconds.append(bare.seconds())
            begun = time.perf_counter()
            graded = grade(
                part.id, (part,), {part.id: submission}, course=course, source=source, supervisor=supervisor
            )
            grade_seconds.append(time.perf_counter() - begun)
            if graded.report.outcome is not Outcome.PASSED:
                raise SystemExit(f"{part.id} did not pass")
        bare.close()

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
