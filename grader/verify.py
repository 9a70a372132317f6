"""Proves exercises: right answers pass, and stubs, known mistakes and mutants of the reference solution fail."""

from __future__ import annotations

import enum
import functools
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Protocol

import msgspec

import grader
from grader.bands import read_calibration
from grader.calibrate import fingerprint
from grader.data import World, cache_folder, content_digest, world_file
from grader.errors import SandboxError, SpecError
from grader.evidence import Cell
from grader.judge import Pair, judge
from grader.mistakes import Suspect, mistaken_source, recognise
from grader.mutants import Kind, Mutant, mutants
from grader.results import CheckResult, Outcome
from grader.runner import SEED, versions

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from grader.catalogue import Course, Part
    from grader.data import DataSource
    from grader.runner import Runner
    from grader.spec import Mistake

__all__ = ["Fate", "PartProof", "Proof", "Telling", "Trial", "verify"]

_SLOWER: Final = 3.0
_START_SECONDS: Final = 3.0
"""A mutant may take so many times as long as the reference solution, and so many seconds more."""


class Fate(enum.StrEnum):
    """What became of a mutant: it failed, it passed, or it passed and the author says why it may."""

    KILLED = "killed"
    SURVIVED = "survived"
    EQUIVALENT = "equivalent"


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """One mutant, tried."""

    line: int
    kind: Kind
    edit: str
    fate: Fate
    by: str = ""
    """The first check that it failed."""
    because: str = ""
    """The author's reason why it is equivalent."""


class PartProof(msgspec.Struct, frozen=True, kw_only=True):
    """What was found about one part. `problems` are sentences, each something for the author to put right."""

    exercise: str
    title: str = ""
    reference_passes: bool = False
    stub_fails: bool = False
    mistakes: int = 0
    mistakes_named: int = 0
    mutants: tuple[Trial, ...] = ()
    problems: tuple[str, ...] = ()
    fault: str = ""
    """A fault of the grader's that left the part unproved."""
    cached: bool = False

    @property
    def proved(self) -> bool:
        """Whether nothing is left to do."""
        return not self.problems and not self.fault and not self.of(Fate.SURVIVED)

    def of(self, fate: Fate) -> tuple[Trial, ...]:
        """Return the mutants that met `fate`."""
        return tuple(trial for trial in self.mutants if trial.fate is fate)


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to one `grade verify` call."""

    schema: Literal["grader/verify/1"] = "grader/verify/1"
    proved: bool
    versions: dict[str, str]
    data: str
    parts: tuple[PartProof, ...]


class Telling(Protocol):
    """Told as programs have been tried."""

    def __call__(self, part: str, done: int, total: int) -> None:
        """`done` of `total` programs of `part` are tried."""


def verify(
    part_ids: tuple[str, ...],
    *,
    course: Course,
    source: DataSource,
    runner: Runner,
    progress: Telling | None = None,
    use_cache: bool = True,
) -> Proof:
    """Prove the parts, side by side, and return what was found; an unchanged part comes from the cache.

    Raises:
        UsageError: the data cannot be read, or the cache cannot be written.
    """
    proofs: list[PartProof] = []
    # Two parts are under way at a time, so that no processor waits for the last runs of a part.
    with runner.pool() as pool:
        begun: list[_Proving] = []
        for number in range(len(part_ids)):
            begun += [
                _Proving(ahead, course, source, runner, pool, use_cache=use_cache)
                for ahead in part_ids[len(begun) : number + 2]
            ]
            proofs.append(begun[number].proof(progress))
    return Proof(
        proved=all(proof.proved for proof in proofs),
        versions=versions(),
        data=source.name,
        parts=tuple(proofs),
    )


class _Proving:
    """One part's proof: from the cache, or from runs under way in a pool."""

    def __init__(
        self,
        part_id: str,
        course: Course,
        source: DataSource,
        runner: Runner,
        pool: ThreadPoolExecutor,
        *,
        use_cache: bool,
    ) -> None:
        self._id = part_id
        self._kept: PartProof | None = None
        self._trials: _Trials | None = None
        try:
            self._part = course.part(part_id)
            self._stale = _stale_bands(self._part, course, source)
            self._path = cache_folder() / "verify" / f"{_key(self._part, course, source)}.json"
            self._kept = _read(self._path) if use_cache else None
            if self._kept is None:
                self._trials = _Trials(self._part, runner, pool)
        except (SpecError, SyntaxError) as error:
            self._kept = PartProof(exercise=part_id, problems=(str(error),))

    def proof(self, progress: Telling | None) -> PartProof:
        if self._trials is None:
            kept = self._kept or PartProof(exercise=self._id)
            return self._marked(kept) if kept.title else kept
        tell = functools.partial(progress, self._id) if progress else lambda _done, _total: None
        try:
            found = self._trials.proof(tell)
        except SpecError as error:
            return PartProof(exercise=self._id, title=self._part.exercise.title, problems=(str(error),))
        except SandboxError as error:
            return PartProof(exercise=self._id, title=self._part.exercise.title, fault=str(error))
        _write(self._path, msgspec.structs.replace(found, cached=True))
        return self._marked(found)

    def _marked(self, proof: PartProof) -> PartProof:
        marked = _marked(proof, self._part)
        return msgspec.structs.replace(marked, problems=(*marked.problems, *self._stale))


class _Trials:
    """The programs that prove one part, under way in a pool. A later one may wait for an earlier one, never the reverse."""

    def __init__(self, part: Part, runner: Runner, pool: ThreadPoolExecutor) -> None:
        self._part = part
        self._runner = runner
        self._reference = {
            world: pool.submit(runner.run_own, part, part.solution, world, must_pass=True)
            for world in part.worlds
        }
        self._solution = pool.submit(self._try, part.solution)
        self._stub = pool.submit(self._try, part.stub)
        self._suspects = [(mistake, mistaken_source(part, mistake)) for mistake in part.exercise.mistakes]
        self._mistaken = [
            (mistake, pool.submit(runner.run_own, part, text, World.PUBLIC, must_pass=False))
            for mistake, text in self._suspects
        ]
        self._mutants = [
            (mutant, pool.submit(self._try, mutant.source, brief=True)) for mutant in mutants(part.solution)
        ]

    def proof(self, tell: _Tell) -> PartProof:
        """Wait for the programs and return what they showed, before the author's marks."""
        total = 2 + len(self._mistaken) + len(self._mutants)
        problems: list[str] = []
        tell(0, total)
        wrong = _not_passed(self._solution.result())
        problems += [f"the reference solution does not pass: {words}" for words in wrong]
        tell(1, total)
        stub = self._stub.result()
        points = sum(check.points for check in stub)
        stub_fails = bool(_not_passed(stub)) and points == 0
        if not stub_fails:
            problems.append(
                f"the stub earns {points} points; as the learner receives it, it should fail with none"
            )
        tell(2, total)
        mistaken: list[Suspect] = []
        for mistake, run in self._mistaken:
            mistaken.append(Suspect(mistake, run.result()))
            tell(2 + len(mistaken), total)
        unnamed = [words for suspect in mistaken if (words := self._about(suspect, mistaken))]
        trials = []
        for mutant, tried in self._mutants:
            trials.append(_trial(mutant, tried.result(), problems))
            tell(2 + len(mistaken) + len(trials), total)
        return PartProof(
            exercise=self._part.id,
            title=self._part.exercise.title,
            reference_passes=not wrong,
            stub_fails=stub_fails,
            mistakes=len(mistaken),
            mistakes_named=len(mistaken) - len(unnamed),
            mutants=tuple(trials),
            problems=(*problems, *unnamed),
        )

    def _try(self, text: str, *, brief: bool = False) -> tuple[CheckResult, ...]:
        """Judge a program in the public world, then in the hidden one too if it passed there."""
        exercise, part = self._part.exercise, self._part
        if brief:
            seconds = self._reference[World.PUBLIC].result().wall_seconds * _SLOWER + _START_SECONDS
            limits = msgspec.structs.replace(
                exercise.limits, wall_seconds=min(exercise.limits.wall_seconds, seconds)
            )
            part = msgspec.structs.replace(part, exercise=msgspec.structs.replace(exercise, limits=limits))
        pairs: dict[World, Pair] = {}
        results: tuple[CheckResult, ...] = ()
        for world in part.worlds:
            pairs[world] = Pair(self._runner.run(part, (Cell(text),), world), self._reference[world].result())
            results = judge(exercise, pairs[World.PUBLIC], pairs.get(World.HIDDEN))
            if _not_passed(results):
                break
        return results

    def _about(self, suspect: Suspect, suspects: list[Suspect]) -> str:
        """Return what is wrong with a known mistake, or nothing."""
        name = suspect.mistake.name
        public = Pair(suspect.evidence, self._reference[World.PUBLIC].result())
        if not _not_passed(judge(self._part.exercise, public, None)):
            return f"the mistake {name!r} fails no check"
        named: Mistake | None = recognise(self._part.exercise, public, suspects)
        if named is None:
            return f"the mistake {name!r} is not recognised"
        return "" if named.name == name else f"the mistake {name!r} is taken for {named.name!r}"


class _Tell(Protocol):
    def __call__(self, done: int, total: int) -> None: ...


def _trial(mutant: Mutant, results: tuple[CheckResult, ...], problems: list[str]) -> Trial:
    """Return what became of a mutant; a check that cannot judge it is a problem."""
    problems += [
        f"`{check.title}` cannot judge a mutant, {mutant.description}: {check.message}"
        for check in results
        if check.outcome is Outcome.ERRORED
    ]
    failed = next((check for check in results if check.outcome is Outcome.FAILED), None)
    return Trial(
        line=mutant.line,
        kind=mutant.kind,
        edit=mutant.edit,
        fate=Fate.KILLED if failed else Fate.SURVIVED,
        by=failed.title if failed else "",
    )


def _marked(proof: PartProof, part: Part) -> PartProof:
    """Apply the author's marks: a survivor becomes equivalent; a mark without one is a problem."""
    reasons: dict[str, str] = {}
    problems = list(proof.problems)
    survivors = {trial.edit for trial in proof.of(Fate.SURVIVED)}
    known = {trial.edit for trial in proof.mutants}
    for mark in part.exercise.equivalents:
        if not mark.because.strip():
            problems += [f"marked equivalent without a reason: {edit}" for edit in mark.mutants]
            continue
        for edit in mark.mutants:
            if edit in reasons:
                problems.append(f"marked equivalent twice: {edit}")
            elif edit in survivors:
                reasons[edit] = mark.because
            else:
                why = "it fails" if edit in known else "there is no such mutant"
                problems.append(f"marked equivalent, but {why}: {edit}")
    trials = tuple(
        msgspec.structs.replace(trial, fate=Fate.EQUIVALENT, because=reasons[trial.edit])
        if trial.edit in reasons
        else trial
        for trial in proof.mutants
    )
    return msgspec.structs.replace(proof, mutants=trials, problems=tuple(problems))


def _stale_bands(part: Part, course: Course, source: DataSource) -> tuple[str, ...]:
    """Return what is wrong with the part's bands, if they were made from the same data as this proof."""
    calibration = read_calibration(course.bands_file(part.id))
    if (
        calibration is None
        or calibration.data != source.name
        or calibration.made_of == fingerprint(part, course, source)
    ):
        return ()
    return (f"the bands are older than what they are made of: make them again, `{calibration.made_by}`",)


def _not_passed(results: tuple[CheckResult, ...]) -> list[str]:
    return [f"{check.title}: {check.message}" for check in results if check.outcome is not Outcome.PASSED]


def _key(part: Part, course: Course, source: DataSource) -> str:
    """Return a digest of all that a proof depends on, but for the marks, which are applied to what is kept."""
    exercise = msgspec.structs.replace(part.exercise, equivalents=())
    files = [
        (name, world, content_digest(world_file(name, world, source, course.fixtures)))
        for name in exercise.files
        for world in part.worlds
    ]
    texts = (part.id, part.stub, part.setup, part.hidden_setup, part.solution)
    # Not msgspec's encoding, which leaves out of which kind a check is.
    key = repr((texts, exercise, files, sorted(versions().items()), SEED, _code()))
    return hashlib.sha256(key.encode()).hexdigest()


@functools.cache
def _code() -> str:
    """Return a digest of the grader's code but for what only shows results."""
    package = Path(grader.__file__).parent
    files = [
        path
        for path in sorted(package.rglob("*.py"))
        if path.relative_to(package).parts[0] not in {"course", "cli", "report", "pytest_plugin.py"}
    ]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def _read(path: Path) -> PartProof | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=PartProof)
    except (OSError, msgspec.MsgspecError):
        return None


def _write(path: Path, proof: PartProof) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(msgspec.json.encode(proof))
    draft.replace(path)
