"""Takes cells down the one road, in a world; keeps the evidence of our own code by its content."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.metadata
import os
import platform
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

import grader
from grader.data import DataSource, World, cache_folder, content_digest, world_file
from grader.errors import SpecError
from grader.evidence import Array, Cell, Evidence, Missing, Model, NameProbe, OutputsProbe
from grader.files import write_whole
from grader.judge import probes_for
from grader.limits import Limits
from grader.sandbox.environment import DETERMINISTIC
from grader.sandbox.forward import plain_outputs
from grader.sandbox.supervisor import Job, Supervisor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.catalogue import Course, Part
    from grader.evidence import Fact, Probe

__all__ = ["SEED", "RunKey", "Runner", "data_digests", "runtime", "versions"]

SEED: Final = 20_240_601
"""The seed of Python's, NumPy's and TensorFlow's generators before every run."""

_PACKAGES: Final = ("tensorflow", "tf-keras", "numpy", "pandas", "matplotlib")

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Evidence).decode


class _Key(msgspec.Struct, frozen=True):
    job: tuple[tuple[Cell, ...], str, tuple[tuple[str, str], ...], int, Limits]
    runtime: dict[str, str]


class RunKey(msgspec.Struct, frozen=True):
    """Digests of all that evidence depends on. Equal keys, equal evidence."""

    run: str
    """Of what ran, and of what it ran on."""
    asked: str
    """Of the probes."""


@functools.cache
def versions() -> dict[str, str]:
    """Return the versions that a grade depends on, by name."""
    found = {"grader": grader.__version__, "python": platform.python_version()}
    found.update({name: importlib.metadata.version(name) for name in _PACKAGES})
    return found


def data_digests(part: Part, course: Course, source: DataSource) -> list[tuple[str, World, str]]:
    """Return the digest of each of the part's data files in each of its worlds."""
    return [
        (name, world, content_digest(world_file(name, world, source, course.fixtures)))
        for name in part.exercise.files
        for world in part.worlds
    ]


class Runner:
    """Runs the cells of a course's parts in the supervisor's workers."""

    def __init__(self, course: Course, source: DataSource, supervisor: Supervisor) -> None:
        self._course = course
        self._source = source
        self._supervisor = supervisor
        self._kept = cache_folder() / "evidence"

    @contextlib.contextmanager
    def pool(self) -> Iterator[ThreadPoolExecutor]:
        """Yield a pool for runs side by side. Where the block raises, Ctrl-C above all, runs under way are ended."""
        with ThreadPoolExecutor(max(2, os.cpu_count() or 1)) as pool:
            try:
                yield pool
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                self._supervisor.abort()
                raise

    def run(self, part: Part, cells: tuple[Cell, ...], world: World, *, seed: int = SEED) -> Evidence:
        """Return the evidence that `cells` leave in `world`.

        Raises:
            SandboxError: the run failed, twice, before the cells could have caused it.
        """
        return self._observe(self._job(part, cells, world, seed))

    def key(self, part: Part, cells: tuple[Cell, ...], world: World) -> RunKey:
        """Return the key of the evidence that `run` returns."""
        return _key_of(self._job(part, cells, world, SEED))

    def own_key(self, part: Part, source: str, world: World) -> RunKey:
        """Return the key of the evidence that `run_own` returns."""
        return self.key(part, (Cell(source),), world)

    def run_own(self, part: Part, source: str, world: World, *, must_pass: bool) -> Evidence:
        """Return the evidence of our own `source`, kept from an earlier run with the same of everything.

        Raises:
            SpecError: `must_pass` and the source does not run to its end.
            SandboxError: as `run` does.
        """
        evidence = self._observe_once(
            self._job(part, (Cell(source),), world, SEED), keep_failed=not must_pass
        )
        if must_pass and (evidence.error is not None or not evidence.complete):
            why = f"{evidence.error.type}: {evidence.error.message}" if evidence.error else evidence.stopped
            raise SpecError(f"the reference solution of {part.id} does not run to its end: {why}")
        return evidence

    def _observe_once(self, job: Job, *, keep_failed: bool = False) -> Evidence:
        """Return the evidence of a job of our own, kept from an earlier run with the same of everything."""
        path = self._kept / f"{_name(_key_of(job))}.msgpack"
        evidence = _read(path)
        if evidence is None:
            evidence = self._observe(job)
            # A loaded machine may have stopped it; the next run may not be.
            if evidence.stopped is None and (evidence.error is None or keep_failed):
                self._kept.mkdir(parents=True, exist_ok=True)
                write_whole(path, _encode(evidence))
        return evidence

    def _observe(self, job: Job) -> Evidence:
        """Run the job; then compute the outputs that it asks for, where the learner's code has no say."""
        evidence = self._supervisor.run(job)
        asked = [probe for probe in job.probes if isinstance(probe, OutputsProbe)]
        if not asked:
            return evidence
        # Whatever the first worker said of them is no fact.
        facts: dict[Probe, Fact] = dict(zip(evidence.probes, evidence.facts, strict=True))
        facts.update(dict.fromkeys(asked, Missing()))
        networks = {probe: facts.get(NameProbe(probe.model)) for probe in asked}
        described = {
            probe: msgspec.structs.replace(probe, network=network)
            for probe, network in networks.items()
            if isinstance(network, Model)
        }
        for probe in [*described]:
            outputs = self._plain_outputs(job, described[probe])
            if outputs is not None:
                facts[probe] = outputs
                del described[probe]
        if described:
            computed = self._supervisor.run(_of_setup(job, *described.values()))
            facts.update(zip(described, computed.facts, strict=True))
        return msgspec.structs.replace(evidence, facts=tuple(facts.values()))

    def _plain_outputs(self, job: Job, probe: OutputsProbe) -> Array | None:
        """Return the outputs of a network that needs no worker to compute them, or None."""
        name = NameProbe(probe.features)
        features = self._observe_once(_of_setup(job, name)).fact(name)
        if probe.network is None or not isinstance(features, Array):
            return None
        return plain_outputs(probe.network, features)

    def _job(self, part: Part, cells: tuple[Cell, ...], world: World, seed: int) -> Job:
        exercise = part.exercise
        setup = part.setup
        if world is World.HIDDEN and part.hidden_setup is not None:
            setup = part.hidden_setup
        files = tuple(
            (name, world_file(name, world, self._source, self._course.fixtures)) for name in exercise.files
        )
        return Job(
            cells=cells,
            setup=setup,
            files=files,
            probes=probes_for(exercise, figures=world is World.PUBLIC),
            seed=seed,
            limits=exercise.limits,
        )


def _of_setup(job: Job, *probes: Probe) -> Job:
    """Return the job that looks at what the set-up of `job` leaves, without its cells."""
    return msgspec.structs.replace(job, cells=(), probes=probes)


def _key_of(job: Job) -> RunKey:
    files = tuple((name, content_digest(path)) for name, path in job.files)
    key = _Key((job.cells, job.setup, files, job.seed, job.limits), runtime())
    return RunKey(_sha256(_encode(key)), _sha256(_encode(job.probes)))


def _name(key: RunKey) -> str:
    return _sha256(f"{key.run} {key.asked}".encode())


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def runtime() -> dict[str, str]:
    """Return what a run's evidence depends on beside what runs: versions, our own code, and the environment."""
    return {**versions(), **_code(), **DETERMINISTIC}


@functools.cache
def _code() -> dict[str, str]:
    """Return a digest of the code that makes evidence, which may change while its version does not."""
    package = Path(grader.__file__).parent
    files = sorted([*(package / "sandbox").glob("*.py"), *(package / "evidence").glob("*.py")])
    return {"code": hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()}


def _read(path: Path) -> Evidence | None:
    try:
        return _decode(path.read_bytes())
    except (OSError, msgspec.MsgspecError):
        return None
