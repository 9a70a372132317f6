"""What a notebook costs on a warm kernel, beside the same notebook on a kernel that nbclient starts.

Usage: python benchmarks/warm_notebook.py [--part exercise_1_1_1] [--rounds 15] [--cold-rounds 5] [--json FILE]

One run interleaves:

- cold: nbclient starts an ipykernel, as `jupyter execute` does, and runs the part's set-up and its reference solution;
- warm: the grader's run of the same solution as a notebook, through nbclient on a kernel that is forked from the warm
  process, in one world: confinement, set-up, kernel, cells, probes, evidence.

Prints medians in milliseconds and their ratio. The first round of each is not counted.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from grader.catalogue import find_course
from grader.data import World, cache_folder, find_source, world_file
from grader.evidence import Cell
from grader.runner import Runner
from grader.sandbox.environment import DETERMINISTIC
from grader.sandbox.supervisor import Supervisor
from programs import new_parser, write_figures


def cold_seconds(sources: list[str], folder: str) -> float:
    """Run cells in a new kernel of nbclient's, in `folder`; return the seconds from its start to its end."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    client = NotebookClient(
        nbformat.v4.new_notebook(cells=cells), kernel_name="python3", resources={"metadata": {"path": folder}}
    )
    begun = time.perf_counter()
    client.execute(env={**os.environ, **DETERMINISTIC, "MPLBACKEND": "agg"})
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    parser = new_parser(__doc__)
    parser.add_argument("--part", default="exercise_1_1_1")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--cold-rounds", type=int, default=5)
    options = parser.parse_args()

    course = find_course()
    part = course.part(options.part)
    source = find_source(course.fixtures)
    cells = (Cell(part.solution, 1, "cell 1"),)
    with (
        tempfile.TemporaryDirectory() as folder,
        Supervisor(cache=cache_folder()) as supervisor,
    ):
        for file in part.exercise.files:
            Path(folder, file).symlink_to(world_file(file, World.PUBLIC, source, course.fixtures))
        runner = Runner(course, source, supervisor)
        supervisor.ready()
        cold, warm = [], []
        for number in range(options.rounds + 1):
            if number <= options.cold_rounds:
                cold.append(cold_seconds([part.setup, part.solution], folder))
            begun = time.perf_counter()
            evidence = runner.run(part, cells, World.PUBLIC)
            warm.append(time.perf_counter() - begun)
            if not evidence.complete or evidence.error is not None or len(evidence.outputs) != 1:
                raise SystemExit(f"{part.id} did not run to its end")
    cold_ms, warm_ms = (round(1000 * statistics.median(times[1:]), 1) for times in (cold, warm))
    figures = {
        "part": part.id,
        "rounds": options.rounds,
        "cold_rounds": options.cold_rounds,
        "cold_ms": cold_ms,
        "warm_ms": warm_ms,
        "ratio": round(cold_ms / warm_ms, 1),
    }
    for name, value in figures.items():
        print(f"{name:<12}{value}")
    write_figures(options.json, figures)


if __name__ == "__main__":
    main()
