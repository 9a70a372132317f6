"""The whole course, warm: `grade all` on all solutions, against the same code run bare, divided by the cores.

Usage: python benchmarks/whole_course.py [--rounds 3] [--json FILE]

The ideal is the sum of one bare fork for each part and world, divided by the number of cores: no confinement, no probes, no
checks, no page, and a perfect sharing out. What the machine makes of it is measured too: the same bare forks, as many at a
time as there are cores, the longest first. All three alternate; the first round of each is not counted.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty, SimpleQueue

from bare import Bare, forks_of
from grader.catalogue import find_course
from grader.cli import NO_SERVER
from grader.data import find_source
from programs import new_parser, write_figures


def main() -> None:
    """Measure and print."""
    parser = new_parser(__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    course = find_course()
    source = find_source(course.fixtures)
    parts = [course.part(part) for part in course.part_ids]
    cores = len(os.sched_getaffinity(0))
    ideal_rounds, packed_rounds, grade_rounds = [], [], []
    with contextlib.ExitStack() as stack:
        name = stack.enter_context(tempfile.TemporaryDirectory(prefix="course-"))
        bares = [stack.enter_context(Bare()) for _ in range(cores)]
        runs = [fork for part in parts for fork in forks_of(part, Path(name), course, source)]
        command = [sys.executable, "-m", "grader", "all", str(course.solutions), "--quiet"]
        command += ["--report", str(Path(name, "report"))]
        for _ in range(options.rounds + 1):
            alone = {(folder, text): bares[0].seconds(folder, text) for folder, text in runs}
            ideal_rounds.append(sum(alone.values()) / cores)
            packed_rounds.append(_packed(sorted(runs, key=alone.__getitem__, reverse=True), bares))
            begun = time.perf_counter()
            subprocess.run(command, check=True, env={**os.environ, NO_SERVER: ""})
            grade_rounds.append(time.perf_counter() - begun)
    ideal, packed, graded = (
        statistics.median(rounds[1:]) for rounds in (ideal_rounds, packed_rounds, grade_rounds)
    )
    result = {
        "runs": len(runs),
        "cores": cores,
        "ideal_seconds": round(ideal, 2),
        "packed_seconds": round(packed, 2),
        "grade_all_seconds": round(graded, 2),
        "ratio_to_ideal": round(graded / ideal, 2),
        "ratio_to_packed": round(graded / packed, 2),
    }
    for key, value in result.items():
        print(f"{key:18} {value}")
    write_figures(options.json, result)


def _packed(runs: list[tuple[Path, str]], bares: list[Bare]) -> float:
    """Return the seconds that the runs take, in this order, each process taking the next when it is free."""
    queue: SimpleQueue[tuple[Path, str]] = SimpleQueue()
    for run in runs:
        queue.put(run)

    def work(bare: Bare) -> None:
        with contextlib.suppress(Empty):
            while True:
                bare.seconds(*queue.get_nowait())

    begun = time.perf_counter()
    with ThreadPoolExecutor(len(bares)) as pool:
        for _ in pool.map(work, bares):
            pass
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
