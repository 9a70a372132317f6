"""What a class costs: wall time, rate, memory of every process, and whether the grades are those of single grading.

    python benchmarks/class_batch.py [--learners 300] [--parts all|ID...] [--seed 1] [--sample 200] [--keep FOLDER] [--json FILE]

makes a synthetic class, grades it with `grade batch`, and grades a random sample of its submissions again, one by one.
With `--scale 1 2 4` it does the first two for so many times the learners, to show that time is linear and memory flat.
`ID` is a part, a lesson or a chapter.
"""

from __future__ import annotations

import contextlib
import csv
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import psutil

from batch_processes import KINDS, processes
from grader.catalogue import find_course
from grader.data import cache_folder, find_source
from grader.errors import SubmissionError
from grader.grade import grade
from grader.intake import Attempt, read_class
from grader.results import PartResult, Report
from grader.sandbox.supervisor import Supervisor
from grader.submission import Submission, find_submissions
from programs import new_parser, write_figures
from synthetic_class import make_class

if TYPE_CHECKING:
    import argparse

MIB = 1024 * 1024
TICK_SECONDS = 1.0


class Cost(NamedTuple):
    """What one batch took."""

    seconds: float
    said: str
    busy: float
    """The share of the machine's cores that was at work."""
    peaks: dict[str, tuple[int, ...]]
    """The most memory of its own that a process of each kind has had in each quarter of the time, in bytes."""


def main() -> None:
    """Make the class, grade it, compare."""
    options = _options()
    parts = tuple(part for name in options.parts for part in find_course().resolve(name))
    rows = []
    with tempfile.TemporaryDirectory(prefix="class-") as scratch:
        folder = options.keep or Path(scratch)
        for factor in options.scale:
            place = folder / f"times-{factor}"
            made = make_class(place, learners=factor * options.learners, parts=parts, seed=options.seed)
            cost = _batch(made.submissions, made.roster, place / "out")
            print(f"{factor * options.learners} learners, {made.files} files: {cost.seconds:.0f} s")
            print(f"  {cost.said}")
            print(
                f"  {_rate(cost):.2f} different submissions a second; cores busy {cost.busy:.0%}; {_reused(cost.said):.0%} reused"
            )
            for kind, peaks in cost.peaks.items():
                words = ", ".join(str(peak // MIB) for peak in peaks)
                print(f"  a {kind}: at most {words} MiB in the quarters of the run", flush=True)
            handed_in, different = _numbers(cost.said)
            rows.append(
                {
                    "learners": factor * options.learners,
                    "submissions": handed_in,
                    "different": different,
                    "seconds": round(cost.seconds, 1),
                    "different_a_second": round(_rate(cost), 2),
                    "peak_mib": {kind: max(peaks) // MIB for kind, peaks in cost.peaks.items()},
                }
            )
        write_figures(options.json, rows)
        _expect(place / "expected.csv", place / "out")
        if options.sample:
            _compare(
                made.submissions,
                made.roster,
                place / "out",
                Path(scratch) / "intake",
                count=options.sample,
                seed=options.seed,
            )


def _options() -> argparse.Namespace:
    parser = new_parser(__doc__)
    parser.add_argument("--learners", type=int, default=300)
    parser.add_argument("--parts", nargs="+", default=["all"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--scale", type=int, nargs="+", default=[1])
    parser.add_argument("--keep", type=Path)
    return parser.parse_args()


def _batch(submissions: Path, roster: Path, out: Path) -> Cost:
    began = time.monotonic()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "grader", "batch", str(submissions)),
            *("--roster", str(roster), "--out", str(out)),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    seen: list[dict[str, int]] = []
    psutil.cpu_percent()
    while process.poll() is None:
        seen.append(_memory(process.pid))
        time.sleep(TICK_SECONDS)
    busy = psutil.cpu_percent() / 100
    said = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise SystemExit(f"grade batch ended with {process.returncode}")
    return Cost(time.monotonic() - began, said.split("\n", 1)[0], busy, _by_quarter(seen))


def _memory(batch: int) -> dict[str, int]:
    """Return the most memory of its own that a process of each kind has now, in bytes."""
    most = dict.fromkeys(KINDS, 0)
    for kind, found in processes(batch).items():
        for process in found:
            with contextlib.suppress(psutil.Error):  # Processes come and go.
                most[kind] = max(most[kind], process.memory_full_info().uss)
    return most


def _by_quarter(seen: list[dict[str, int]]) -> dict[str, tuple[int, ...]]:
    size = max(1, -(-len(seen) // 4))
    quarters = [seen[begin : begin + size] for begin in range(0, len(seen), size)]
    return {kind: tuple(max(each[kind] for each in quarter) for quarter in quarters) for kind in KINDS}


def _rate(cost: Cost) -> float:
    return _numbers(cost.said)[1] / cost.seconds


def _reused(said: str) -> float:
    handed_in, different = _numbers(said)
    return 1 - different / handed_in


def _numbers(said: str) -> tuple[int, int]:
    """Return how many submissions there were, and how many different ones, from the batch's own words."""
    words = said.replace(",", "").split()
    return int(words[0]), int(words[2])


def _expect(expected: Path, out: Path) -> None:
    """Compare every outcome with what the class was made to be."""
    results = _results(out)
    wrong = 0
    with expected.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            result = results.get((row["learner"], row["part"]))
            if result is not None and (result.outcome == "passed") != (row["passes"] == "yes"):
                wrong += 1
                print(f"  not as expected: {row['learner']} {row['part']} {row['kind']}: {result.outcome}")
    print(f"{len(results)} results, {wrong} not as expected")


def _results(out: Path) -> dict[tuple[str, str], PartResult]:
    return {
        (path.stem, part.exercise): part
        for path in sorted((out / "learners").glob("*.json"))
        for part in msgspec.json.decode(path.read_bytes(), type=Report).parts
    }


def _last(attempts: tuple[Attempt, ...], part: str) -> dict[str, Submission]:
    """Return the submission of the part in the last attempt that has it."""
    for attempt in reversed(attempts):
        with contextlib.suppress(SubmissionError):
            if found := find_submissions(attempt.folder, (part,)).submissions:
                return found
    return {}


def _compare(submissions: Path, roster: Path, out: Path, scratch: Path, *, count: int, seed: int) -> None:
    """Grade a random sample one by one, and count those that differ in anything but time and what was printed."""
    course = find_course()
    source = find_source(course.fixtures)
    results = _results(out)
    handed_in = [place for place, result in results.items() if result.submission is not None]
    sample = random.Random(seed).sample(handed_in, min(count, len(handed_in)))
    differing = 0
    cache = cache_folder()
    intake = read_class(submissions, roster, scratch=scratch)
    attempts = {learner.key: learner.attempts for learner in intake.learners}
    with Supervisor(cache=cache, hidden=(*course.secrets, cache)) as supervisor:
        for key, part in sample:
            found = _last(attempts[key], part)
            alone = grade(
                part,
                (course.part(part),),
                found,
                course=course,
                source=source,
                supervisor=supervisor,
            ).report.parts[0]
            mine = results[key, part]
            # What Keras prints has times in it.
            alone = msgspec.structs.replace(
                alone, submission=mine.submission, wall_seconds=mine.wall_seconds, stdout=mine.stdout
            )
            if alone != mine:
                differing += 1
                print(f"  {key} {part}: {mine.outcome} {mine.score}, alone {alone.outcome} {alone.score}")
    print(f"{len(sample)} graded one by one: {differing} differ")


if __name__ == "__main__":
    main()
