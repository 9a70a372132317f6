"""Fuzz the decoders and readers of hostile bytes, on every core, without coverage: many cases a second.

    python -m tests.fuzz --frames 1000000 --scripts 90000 --notebooks 10000 --records 100000 --pythons 100000

Prints how many cases each target took and every escape with the seed that makes it again; exits with 1 if there was one.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import sys
import time
import traceback
import warnings

from tests.fuzz.targets import TARGETS, mutated

_CHUNK = 2000
_MEMORY_BYTES = 4 * 1024**3
"""Of one process: a case that asks for more is an escape."""


def run(target: str, first: int, count: int) -> list[str]:
    """Try `count` cases of a target, numbered from `first`; return the escapes in words."""
    escapes = []
    for number in range(first, first + count):
        data = mutated(target, random.Random(f"{target} {number}"))
        try:
            TARGETS[target](data)
        except BaseException:  # noqa: BLE001 - whatever comes through is what is looked for
            escapes.append(f"{target} {number}: {traceback.format_exc(limit=-3)}\n{data[:200]!r}")
    return escapes


def _run(job: tuple[str, int, int]) -> list[str]:
    return run(*job)


def _begin() -> None:
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    counts = {"frame": 1_000_000, "script": 90_000, "notebook": 10_000, "record": 100_000, "python": 100_000}
    for name, count in counts.items():
        parser.add_argument(f"--{name}s", type=int, default=count, dest=name)
    wanted = vars(parser.parse_args())
    escaped = 0
    with multiprocessing.Pool(initializer=_begin) as pool:
        for target, count in wanted.items():
            begun = time.monotonic()
            jobs = [(target, first, min(_CHUNK, count - first)) for first in range(0, count, _CHUNK)]
            found = [words for escapes in pool.imap_unordered(_run, jobs) for words in escapes]
            seconds = time.monotonic() - begun
            print(f"{count:,} {target}s in {seconds:.0f} s: {len(found)} escapes", flush=True)
            print("".join(found[:20]), end="", flush=True)
            escaped += len(found)
    return 1 if escaped else 0


if __name__ == "__main__":
    sys.exit(main())
