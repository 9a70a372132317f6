"""What a class costs: wall time, rate, memory of every process, and whether the grades are those of single grading.

    python benchmarks/class_batch.py [--learners 300] [--parts all|ID...] [--seed 1] [--sample 200] [--keep FOLDER]

makes a synthetic class, grades it with `grade batch`, and grades a random sample of its submissions again, one by one.
With `--scale 1 2 4` it does the first two for so many times the learners, to show that time is linear and memory flat.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import csv
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import msgspec
import psutil

from grader.catalogue import find_course
from grader.data import cache_folder, find_source
from grader.errors import SubmissionError
from grader.grade import grade
from grader.intake import Attempt, read_class
from grader.results import PartResult, Report
from grader.sandbox.supervisor import Supervisor
from grader.submission import Submission, find_submissions
from synthetic_class import make_class

MIB = 1024 * 1024
TICK_SECONDS = 1.0


class Cost(NamedTuple):
    """What one batch took."""

    seconds: float
    said: str
    peaks: dict[str, int]
    """The most memory of its own that a process of each kind has had, in bytes."""


def main() -> None:
    """Make the class, grade it, compare."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="class-") as scratch:
        folder = options.keep or Path(scratch)
        for factor in options.scale:
            place = folder / f"times-{factor}"
            made = make_class(
                place, learners=factor * options.learners, parts=tuple(options.parts), seed=options.seed
            )
            cost = _batch(made.submissions, made.roster, place / "out")
            print(f"{factor * options.learners} learners, {made.files} files: {cost.seconds:.0f} s")
            print(f"  {cost.said}")
            for kind, peak in sorted(cost.peaks.items()):
                print(f"  {kind}: at most {peak // MIB} MiB")
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
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
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
    peaks: dict[str, int] = collections.defaultdict(int)
    while process.poll() is None:
        for kind, used in _memory(process.pid):
            peaks[kind] = max(peaks[kind], used)
        time.sleep(TICK_SECONDS)
    said = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise SystemExit(f"grade batch ended with {process.returncode}")
    return Cost(time.monotonic() - began, said.split("\n", 1)[0], dict(peaks))


def _memory(coordinator: int) -> list[tuple[str, int]]:
    found = []
    try:
        family = psutil.Process(coordinator)
        for process in (family, *family.children(recursive=True)):
            words = " ".join(process.cmdline())
            kind = "coordinator"
            if process.pid != coordinator:
                kind = "hand" if "multiprocessing" in words else "zygote, with its runs"
            found.append((kind, process.memory_full_info().uss))
    except psutil.Error:
        pass  # Processes come and go.
    return found


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
    """Grade a random sample one by one, and count those that differ in anything but time."""
    course = find_course()
    source = find_source(course.fixtures)
    results = _results(out)
    handed_in = [place for place, result in results.items() if result.submission is not None]
    sample = random.Random(seed).sample(handed_in, min(count, len(handed_in)))
    differing = 0
    cache = cache_folder()
    intake = read_class(submissions, roster, scratch=scratch)
    attempts = {learner.key: learner.attempts for learner in intake.learners}
    with Supervisor(cache=cache, hidden=(*course.secrets, cache), notebooks=True) as supervisor:
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
            alone = msgspec.structs.replace(alone, submission=mine.submission, wall_seconds=mine.wall_seconds)
            if alone != mine:
                differing += 1
                print(f"  {key} {part}: {mine.outcome} {mine.score}, alone {alone.outcome} {alone.score}")
    print(f"{len(sample)} graded one by one: {differing} differ")


if __name__ == "__main__":
    main()
