"""Judges evidence: every check in both worlds, pure and on the trusted side."""

from __future__ import annotations

import builtins
import collections
from typing import TYPE_CHECKING

import msgspec

from grader.checks import Check, Runs, Verdict
from grader.checks.syntax import Syntax
from grader.evidence import Evidence, FiguresProbe, Missing, NameProbe, Probe
from grader.results import CheckResult, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.spec import Exercise

__all__ = ["Judging", "Pair", "check_ids", "judge", "probes_for"]


class Pair(msgspec.Struct, frozen=True):
    """A submission's evidence and the reference solution's, from one world."""

    evidence: Evidence
    reference: Evidence


def probes_for(exercise: Exercise, *, figures: bool) -> tuple[Probe, ...]:
    """Return the facts that the exercise's checks need, each once: names first, since calls may change them.

    `figures` asks for the pictures too, whether or not a check needs them.
    """
    wanted: dict[Probe, None] = dict.fromkeys(
        NameProbe(check.subject) for check in exercise.checks if check.subject
    )
    wanted.update(dict.fromkeys(probe for check in exercise.checks for probe in check.probes()))
    if figures:
        wanted[FiguresProbe()] = None
    order = (NameProbe, FiguresProbe)
    return tuple(
        sorted(wanted, key=lambda probe: order.index(type(probe)) if type(probe) in order else len(order))
    )


def judge(exercise: Exercise, public: Pair, hidden: Pair | None) -> tuple[CheckResult, ...]:
    """Return the result of every check, that the code runs first; `hidden` is None where there is no hidden world."""
    return Judging(exercise, public).results(hidden)


def check_ids(exercise: Exercise) -> tuple[str, ...]:
    """Return the ID of every check's result, in the order of the results."""
    uses: collections.Counter[str] = collections.Counter()
    found = []
    for check in (Runs(), *exercise.checks):
        name = f"{check.subject}.{check.kind}" if check.subject else check.kind
        uses[name] += 1
        found.append(f"{name}.{uses[name]}" if uses[name] > 1 else name)
    return tuple(found)


class Judging:
    """The verdict of every check on the public world; the results follow when the hidden one is known."""

    def __init__(self, exercise: Exercise, public: Pair) -> None:
        self._public = public
        self._syntax = Syntax(public.evidence)
        self._missing: set[str] = set()
        self._verdicts = [
            (name, check, *_guarded(self._decide, check))
            for name, check in zip(check_ids(exercise), (Runs(), *exercise.checks), strict=True)
        ]

    def results(self, hidden: Pair | None) -> tuple[CheckResult, ...]:
        """Return the result of every check; `hidden` is None where there is no hidden world."""
        found = []
        for name, check, outcome, verdict in self._verdicts:
            decided = outcome, verdict
            if outcome is Outcome.PASSED and hidden is not None and check.follows_data:
                decided = _guarded(_decide_hidden, check, hidden)
            found.append(self._result(name, check, *decided))
        return tuple(found)

    def _result(self, name: str, check: Check, outcome: Outcome, verdict: Verdict) -> CheckResult:
        line = verdict.line
        if line is None and outcome is Outcome.FAILED and check.subject:
            line = self._syntax.binding_line(check.subject)
        return CheckResult(
            id=name,
            title=check.headline(),
            outcome=outcome,
            points=check.points if outcome is Outcome.PASSED else 0,
            max_points=check.points,
            message=verdict.message,
            hint=check.hint if outcome is Outcome.FAILED else "",
            line=line,
            expected=verdict.expected,
            found=verdict.found,
        )

    def _decide(self, check: Check) -> tuple[Outcome, Verdict]:
        evidence = self._public.evidence
        if not evidence.complete and not isinstance(check, Runs):
            return Outcome.SKIPPED, Verdict(passed=False, message="the run left nothing to look at")
        if not self._syntax.readable and check.reads_source:
            return Outcome.SKIPPED, Verdict(passed=False, message="the code cannot be read")
        if not self._syntax.readable and isinstance(check, Runs) and evidence.error is None:
            # Python can just run what the same Python, with less of its stack left, cannot take apart.
            return Outcome.FAILED, Verdict(
                passed=False, message="the code is nested too deep to be read; write it in smaller steps"
            )
        subject = check.subject
        if subject in self._missing:
            return Outcome.SKIPPED, Verdict(passed=False, message=f"`{subject}` is not defined")
        if subject and isinstance(evidence.fact(NameProbe(subject)), Missing):
            self._missing.add(subject)
            reason = ""
            if evidence.error is not None and evidence.error.line is not None:
                reason = f": the code stopped on line {evidence.error.line}"
            return Outcome.FAILED, Verdict(
                passed=False, message=f"`{subject}` is not defined{reason}", found="nothing"
            )
        return _outcome(check.judge(evidence, self._public.reference))


def _guarded(decide: Callable[..., tuple[Outcome, Verdict]], *given: Check | Pair) -> tuple[Outcome, Verdict]:
    try:
        return decide(*given)
    except Exception as error:  # noqa: BLE001 - a check that fails is the grader's fault, never the learner's
        return Outcome.ERRORED, Verdict(
            passed=False, message=f"the check itself failed: {type(error).__name__}: {error}"
        )


def _outcome(verdict: Verdict) -> tuple[Outcome, Verdict]:
    return (Outcome.PASSED if verdict.passed else Outcome.FAILED), verdict


def _decide_hidden(check: Check, hidden: Pair) -> tuple[Outcome, Verdict]:
    verdict = check.judge(hidden.evidence, hidden.reference)
    if verdict.passed:
        return _outcome(verdict)
    about = f"`{check.subject}`" if check.subject else "the answer"
    message = f"{about} is right for the data that you see, but does not follow the data: with other data it is wrong"
    error = hidden.evidence.error
    if isinstance(check, Runs) and error is not None:
        # No class of the learner's own: its name may hold what it saw there.
        kind = error.type if hasattr(builtins, error.type) else "an error"
        message = f"with other data of the same shape the code stops with {kind}"
    elif isinstance(check, Runs):
        message = "with other data of the same shape the code does not run to its end"
    return Outcome.FAILED, Verdict(
        passed=False,
        message=message,
        expected="a value computed from the given data",
        found="a value that does not follow the data",
        line=verdict.line,
    )
