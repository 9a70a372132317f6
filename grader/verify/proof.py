"""Proofs as data: what was tried of a part, what became of it, and what an author's marks make of it."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Literal

import msgspec

from grader.mutants import Kind  # noqa: TC001 - decoding needs it

if TYPE_CHECKING:
    from grader.spec import Equivalent

__all__ = ["Fate", "PartProof", "Proof", "Trial", "marked"]


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


def marked(proof: PartProof, equivalents: tuple[Equivalent, ...]) -> PartProof:
    """Apply the author's marks: a survivor becomes equivalent; a mark without one is a problem."""
    reasons: dict[str, str] = {}
    problems = list(proof.problems)
    survivors = {trial.edit for trial in proof.of(Fate.SURVIVED)}
    known = {trial.edit for trial in proof.mutants}
    for mark in equivalents:
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
