"""Kill a batch and what works for it at random moments; in the end its store must equal that of an undisturbed batch.

    PYTHONPATH=benchmarks python -m tests.endurance [--kills 30] [--learners 8] [--seed 1] [--parts ID...]

Prints each kill and each comparison; exits with 1 where anything was lost, was done twice, or differs.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from batch_processes import KINDS, processes
from synthetic_class import make_class
from tests.endurance.batches import begin, end_of, evidence_in, family, left_by

if TYPE_CHECKING:
    import subprocess

    from synthetic_class import Made
    from tests.endurance.batches import Left

_PARTS = [
    "exercise_1_1_1",
    "exercise_1_2_3",
    "exercise_1_3_2",
    "exercise_2_3_1",
    "exercise_3_1_2",
    "exercise_3_2_1",
]
_SOONEST, _LATEST = 1.0, 7.0
"""Seconds from one kill to the next: apart enough that the same submission is not struck twice."""
_END_SECONDS = 30.0


class Killer:
    """Kills until it has killed often enough, batch after batch."""

    def __init__(self, made: Made, folder: Path, kills: int, seed: int) -> None:
        self._made = made
        self._folder = folder
        self._chance = random.Random(seed)
        self._victims = [KINDS[number % len(KINDS)] for number in range(kills)]
        self._chance.shuffle(self._victims)
        self.wrong: list[str] = []

    def kill_all(self, undisturbed: Left) -> None:
        """Grade the class into new folders until every kill was made; compare each with the undisturbed one."""
        number = 0
        while self._victims:
            number += 1
            out = self._folder / f"out-{number}"
            self._grade(out)
            differing = differences(undisturbed, left_by(out))
            self.wrong += differing
            print(f"batch {number}: {'; '.join(differing) or 'equal to the undisturbed one'}", flush=True)

    def _grade(self, out: Path) -> None:
        """Grade into one folder, as often as that has to be begun, with kills while any are left."""
        while True:
            before = evidence_in(out)
            process = begin(self._made, out)
            if not self._disturbed(process, out):
                runs = end_of(process)
                if runs != evidence_in(out) - before:
                    self.wrong.append(f"{runs} runs for {evidence_in(out) - before} pieces of evidence")
                return

    def _disturbed(self, process: subprocess.Popen[str], out: Path) -> bool:
        """Kill what is to be killed while the batch goes on; tell whether the batch itself was."""
        while self._victims:
            moment = time.monotonic() + self._chance.uniform(_SOONEST, _LATEST)
            victim = None
            while process.poll() is None and (time.monotonic() < moment or victim is None):
                time.sleep(0.002)
                if time.monotonic() >= moment:
                    victim = self._choose(process.pid)
            if victim is None:
                return False
            kind = self._victims.pop()
            under = family(process.pid)
            try:
                victim.kill()
            except psutil.NoSuchProcess:  # It was quicker.
                self._victims.append(kind)
                continue
            print(
                f"{len(self._victims):3} left; killed a {kind} with {evidence_in(out)} pieces kept",
                flush=True,
            )
            if kind == "batch":
                process.communicate()
                left = psutil.wait_procs(under, timeout=_END_SECONDS)[1]
                if left:
                    self.wrong.append(f"{len(left)} processes outlived their batch")
                return True
        return False

    def _choose(self, batch: int) -> psutil.Process | None:
        there = processes(batch)[self._victims[-1]]
        return self._chance.choice(there) if there else None


def differences(one: Left, other: Left) -> list[str]:
    """Return in words what is not the same."""
    found = [f"the table {name} differs" for name, rows in one.tables.items() if rows != other.tables[name]]
    for name in ("evidence", "results", "pages"):
        mine, theirs = getattr(one, name), getattr(other, name)
        lost, more = mine.keys() - theirs.keys(), theirs.keys() - mine.keys()
        changed = [key for key in mine.keys() & theirs.keys() if mine[key] != theirs[key]]
        found += [
            f"{len(keys)} of {name} {word}: {min(keys)}"
            for keys, word in ((lost, "lost"), (more, "too many"), (changed, "differ"))
            if keys
        ]
    if one.gradebook != other.gradebook:
        found.append("the gradebook differs")
    return found


def main() -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--learners", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parts", nargs="+", default=_PARTS)
    parser.add_argument("--keep", type=Path, help="a new folder for all of it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="endurance-") as scratch:
        folder = options.keep or Path(scratch)
        made = make_class(
            folder / "class", learners=options.learners, parts=options.parts, seed=options.seed, stalling=0
        )
        begun = time.monotonic()
        runs = end_of(begin(made, folder / "undisturbed"))
        print(f"undisturbed: {runs} runs in {time.monotonic() - begun:.0f} s", flush=True)
        killer = Killer(made, folder, options.kills, options.seed)
        killer.kill_all(left_by(folder / "undisturbed"))
    for words in killer.wrong:
        print(f"wrong: {words}")
    return 1 if killer.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
