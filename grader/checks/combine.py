"""Alternative answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import msgspec

from grader.checks.base import Check, Verdict

if TYPE_CHECKING:
    from grader.evidence import Evidence, Probe

__all__ = ["AnyOf"]


class AnyOf(Check, frozen=True):
    """One of `checks` passes. What the first of them says is what the learner reads."""

    kind = "any-of"

    checks: tuple[Check, ...]

    @property
    def subject(self) -> str:
        return self.checks[0].subject

    def probes(self) -> tuple[Probe, ...]:
        return tuple(probe for check in self.checks for probe in check.probes())

    def default_title(self) -> str:
        return self.checks[0].headline()

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        verdicts = [check.judge(evidence, reference) for check in self.checks]
        return next((verdict for verdict in verdicts if verdict.passed), verdicts[0])

    def settled(self, reference: Evidence) -> Self:
        return msgspec.structs.replace(self, checks=tuple(check.settled(reference) for check in self.checks))
