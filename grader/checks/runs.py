"""The check that every part has: the code runs to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.checks.base import Check, Verdict, failed, passed

if TYPE_CHECKING:
    from grader.evidence import Evidence

__all__ = ["Runs"]


class Runs(Check, frozen=True):
    """The code ends without an error, within its limits, and leaves its results to be looked at. Earns no points."""

    kind = "runs"

    points: int = 0

    def default_title(self) -> str:
        return "The code runs to its end"

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        if evidence.stopped is not None:
            return failed(f"the run was stopped: {evidence.stopped.replace('_', ' ')}")
        if not evidence.complete:
            return failed("the program ended before the grader could look at its results")
        if evidence.error is not None:
            return failed(f"the code stopped with {evidence.error.type}", line=evidence.error.line)
        return passed()
