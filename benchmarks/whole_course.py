"""The whole course, warm: `grade all` on all solutions, against the same code run bare, divided by the cores.

Usage: python benchmarks/whole_course.py [--rounds 3] [--json FILE]

The ideal is the sum of one bare fork for each part and world, divided by the number of cores: no confinement, no probes, no
checks, no page, and a perfect sharing out. Both alternate; the first round of each is not counted.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bare import Bare, furnished, source_of
from grader.catalogue import find_course
from grader.cli import NO_SERVER
from grader.data import find_source


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    course = find_course()
    source = find_source(course.fixtures)
    parts = [course.part(part) for part in course.part_ids]
    cores = len(os.sched_getaffinity(0))
    bare_seconds, grade_seconds = [], []
    with tempfile.TemporaryDirectory(prefix="course-") as name, Bare() as bare:
        runs = [
            (furnished(Path(name, part.id, world), part, world, course, source), source_of(part, world))
            for part in parts
            for world in part.worlds
        ]
        command = [sys.executable, "-m", "grader", "all", str(course.solutions), "--quiet"]
        command += ["--report", str(Path(name, "report"))]
        for _ in range(options.rounds + 1):
            bare_seconds.append(sum(bare.seconds(folder, text) for folder, text in runs))
            begun = time.perf_counter()
            subprocess.run(command, check=True, env={**os.environ, NO_SERVER: ""})
            grade_seconds.append(time.perf_counter() - begun)
    ideal = statistics.median(bare_seconds[1:]) / cores
    graded = statistics.median(grade_seconds[1:])
    result = {
        "runs": len(runs),
        "cores": cores,
        "ideal_seconds": round(ideal, 2),
        "grade_all_seconds": round(graded, 2),
        "ratio": round(graded / ideal, 2),
    }
    for key, value in result.items():
        print(f"{key:18} {value}")
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
