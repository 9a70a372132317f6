"""The supervisor: starts the zygote, sends it runs, bounds what comes back, and turns it into evidence."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec

from grader.errors import SandboxError, UsageError
from grader.evidence import Cell, Evidence, Probe, is_notebook
from grader.limits import Limits, Stopped, for_notebook
from grader.sandbox import scratch
from grader.sandbox.cores import own_core
from grader.sandbox.kernel import settle_allocator
from grader.sandbox.landlock import installed_copies, readable_paths
from grader.sandbox.layers import LAYERS, NAMESPACES
from grader.sandbox.process import ZygoteProcess
from grader.sandbox.protocol import START_NOTEBOOK, START_OTHER, START_SCRIPT, Ready, RunRequest
from grader.sandbox.run import Run

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["Job", "Supervisor"]


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One run to be made: a submission's cells after a set-up, in one world."""

    cells: tuple[Cell, ...]
    setup: str
    files: tuple[tuple[str, Path], ...]
    """Names in the working directory, and the files that are copied there."""
    probes: tuple[Probe, ...]
    seed: int
    limits: Limits


class Supervisor:
    """The trusted side of the sandbox. `run` may be called from several threads; close it, or use it in a `with`.

    `hidden` are the folders that no run may see: the course, the caches, the submissions; installed copies of the grader
    are hidden as well. `layers` are put on where they work here; `strict` refuses to run where one of them does not.
    `warm` is a zygote that somebody else has started, and will close; where it ends too soon, the supervisor starts one of
    its own.
    """

    def __init__(
        self,
        *,
        cache: Path,
        hidden: tuple[Path, ...] = (),
        strict: bool = False,
        layers: tuple[str, ...] = LAYERS,
        warm: ZygoteProcess | None = None,
    ) -> None:
        settle_allocator()
        self._cache = cache
        places = [*hidden, *map(Path, installed_copies())]
        self._hidden = tuple(dict.fromkeys(str(path.resolve()) for path in places))
        self._readable = readable_paths(self._hidden)
        self._strict = strict
        self._layers = layers
        self._lock = threading.Lock()
        self._warm = warm
        self._zygote = warm
        self._live: set[Run] = set()
        self._aborted = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the zygote, and return while it still imports."""
        with self._lock:
            if self._zygote is None:
                self._zygote = ZygoteProcess(self._cache)

    def ready(self) -> Ready:
        """Wait until the zygote can be forked; return what it found works here.

        Raises:
            SandboxError: it ended, or did not get ready in time.
            UsageError: a layer is missing and the supervisor is strict.
        """
        ready = self._living().ready()
        missing = [f"{name} ({reason})" for name, reason in ready.missing if name in self._layers]
        if self._strict and missing:
            raise UsageError(
                f"--strict: this machine lacks {', '.join(missing)}; `grade doctor` says more, "
                "and without --strict the run goes on with what there is"
            )
        return ready

    def isolation(self) -> tuple[str, ...]:
        """Return the names of the layers that every run is put under, outermost first."""
        works = dict(self.ready().layers)
        return tuple(layer for layer in self._layers if layer in works)

    def run(self, job: Job, *, layers: tuple[str, ...] | None = None) -> Evidence:
        """Run `job` in a new worker and return its evidence. A fault of ours is tried once more.

        So is a run that was killed within its limits: the machine or its owner may have done it, and what the job does
        to itself it does again. `layers` may name fewer than the supervisor's.

        Raises:
            SandboxError: the run failed twice before any learner's code could have caused it.
        """
        try:
            evidence = self._run(job, layers)
        except SandboxError:
            return self._run(job, layers)
        killed = evidence.stopped is Stopped.KILLED and evidence.exit_status == -signal.SIGKILL
        return self._run(job, layers) if killed else evidence

    def abort(self) -> None:
        """End every run under way, and let none begin: whoever waits for one gets a `SandboxError`, soon."""
        with self._lock:
            self._aborted = True
            for run in self._live:
                run.end()

    def close(self) -> None:
        """End the zygote. Call it when no run is under way."""
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        if self._zygote is not None and self._zygote is not self._warm:
            self._zygote.close()
        self._zygote = None

    def _living(self) -> ZygoteProcess:
        with self._lock:
            if self._zygote is not None and not self._zygote.alive():
                self._drop()
            if self._zygote is None:
                self._zygote = ZygoteProcess(self._cache)
            return self._zygote

    def _run(self, job: Job, fewer: tuple[str, ...] | None) -> Evidence:
        layers = tuple(layer for layer in self.isolation() if fewer is None or layer in fewer)
        zygote = self._living()
        notebook = is_notebook(job.cells)
        folder = Path(tempfile.mkdtemp(prefix="grade-run-"))
        with contextlib.ExitStack() as stack:
            stack.callback(scratch.remove, str(folder))
            for name in ("work", "tmp"):
                (folder / name).mkdir()
            # With namespaces the run's folder is copied into memory, and the files with it: once is enough.
            put = os.symlink if NAMESPACES in layers else shutil.copyfile
            for name, source in job.files:
                put(source.resolve(), folder / "work" / name)
            request = RunRequest(
                folder=str(folder.resolve()),
                setup=job.setup,
                cells=job.cells,
                probes=job.probes,
                seed=job.seed,
                limits=for_notebook(job.limits) if notebook else job.limits,
                cell_seconds=job.limits.wall_seconds if notebook else None,
                layers=layers,
                readable=self._readable,
                hidden=self._hidden,
                core=stack.enter_context(own_core()),
            )
            all_layers = set(layers) == set(dict(zygote.ready().layers))
            run = Run(
                zygote, request, START_NOTEBOOK if notebook else START_SCRIPT if all_layers else START_OTHER
            )
            with self._lock:
                if self._aborted:
                    raise SandboxError("the run was called off")
                self._live.add(run)
            try:
                return run.evidence()
            finally:
                with self._lock:
                    self._live.discard(run)
