"""What confinement costs a run: the same empty run with every layer that works here, and with none, side by side.

Usage: python benchmarks/confinement.py [--rounds 60]

One run interleaves the two, and each layer by itself, round by round; the first round is not counted. Prints medians in
milliseconds and the difference to the run with no layer.
"""

from __future__ import annotations

import argparse
import statistics
import time

from grader.catalogue import find_course
from grader.data import cache_folder
from grader.evidence import Cell
from grader.limits import DEFAULT
from grader.sandbox.supervisor import Job, Supervisor

EMPTY = Job(cells=(Cell("pass"),), setup="", files=(), probes=(), seed=1, limits=DEFAULT)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=60)
    rounds = parser.parse_args().rounds
    course = find_course()
    with Supervisor(cache=cache_folder(), hidden=(*course.secrets, cache_folder())) as supervisor:
        works = supervisor.isolation()
        cases: dict[str, tuple[str, ...]] = {"none": (), **{layer: (layer,) for layer in works}, "all": works}
        taken: dict[str, list[float]] = {name: [] for name in cases}
        for number in range(rounds + 1):
            for name, layers in cases.items():
                begun = time.perf_counter()
                evidence = supervisor.run(EMPTY, layers=layers)
                if not evidence.complete:
                    raise SystemExit(f"the run under {name} left no evidence")
                if number:
                    taken[name].append(1000 * (time.perf_counter() - begun))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    print(f"{rounds} rounds; milliseconds of a run that does nothing, median")
    for name, median in medians.items():
        print(f"  {name:<11} {median:6.1f}  {median - medians['none']:+6.1f}")
    print(f"all layers cost {medians['all'] - medians['none']:.1f} ms a run")


if __name__ == "__main__":
    main()
