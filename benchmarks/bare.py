"""Code run bare: in a fork of a process that has TensorFlow loaded, unconfined, and nothing is judged."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

import msgspec

from grader.data import World, cache_folder, world_file
from grader.sandbox.environment import zygote_environment

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from grader.catalogue import Course, Part
    from grader.data import DataSource
    from grader.evidence import CallProbe

__all__ = ["Bare", "forks_of", "furnished", "source_of"]

# The zygote's imports, then a fork a line of input, timed to the child's end.
_BARE = r"""
import base64, gc, json, os, sys, time
import msgspec
from grader.evidence import CallProbe
from grader.sandbox import runtime
runtime.load()
from grader.sandbox import worker
worker.warm_up()
gc.collect(); gc.freeze()
print("ready", flush=True)
for line in sys.stdin:
    folder, source, encoded = json.loads(line)
    calls = msgspec.msgpack.decode(base64.b64decode(encoded), type=tuple[CallProbe, ...])
    begun = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        worker._seed(0)  # deterministic ops demand one
        names = {"__name__": "__main__"}
        exec(compile(source, "<bare>", "exec"), names)
        for call in calls:
            worker._call(call, names, names, 0)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print(time.perf_counter() - begun if status == 0 else "failed", flush=True)
"""

_encode = msgspec.msgpack.Encoder().encode


class Bare:
    """A warm process that forks a child for every run."""

    def __init__(self) -> None:
        # The forks leave TensorFlow's temporary files behind.
        self._folder = tempfile.TemporaryDirectory(prefix="bare-")
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _BARE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**zygote_environment(cache_folder()), "TMPDIR": self._folder.name},
        )
        if self._hear() != "ready":
            raise SystemExit("the bare process did not start")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()
        self._folder.cleanup()

    def seconds(self, folder: Path, source: str, calls: tuple[CallProbe, ...] = ()) -> float:
        """Run once in `folder`, then make the calls; return the seconds from the fork to the child's end."""
        assert self._process.stdin is not None
        self._process.stdin.write(
            json.dumps([str(folder), source, base64.b64encode(_encode(calls)).decode()]) + "\n"
        )
        self._process.stdin.flush()
        said = self._hear()
        if said == "failed":
            raise SystemExit(f"the code failed:\n{source}")
        return float(said)

    def _hear(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def furnished(folder: Path, part: Part, world: World, course: Course, source: DataSource) -> Path:
    """Make `folder` with the data files of a part in a world, and return it."""
    folder.mkdir(parents=True)
    for file in part.exercise.files:
        shutil.copyfile(world_file(file, world, source, course.fixtures), folder / file)
    return folder


def forks_of(part: Part, folder: Path, course: Course, source: DataSource) -> list[tuple[Path, str]]:
    """Return what to run for a part, once in each of its worlds: a folder made below `folder`, and the source."""
    return [
        (furnished(folder / part.id / world, part, world, course, source), source_of(part, world))
        for world in part.worlds
    ]


def source_of(part: Part, world: World) -> str:
    """Return set-up and reference solution of a part in a world."""
    setup = part.setup
    if world is World.HIDDEN and part.hidden_setup is not None:
        setup = part.hidden_setup
    return f"{setup}\n{part.solution}"
