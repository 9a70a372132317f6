"""Checks of feature columns, and of estimators that were really trained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.checks import words
from grader.checks.base import Check, Verdict, failed, passed
from grader.checks.values import NameCheck
from grader.evidence import Estimator, EstimatorsProbe, FeatureColumn, Sequence

if TYPE_CHECKING:
    from grader.evidence import Evidence, Fact, Probe

__all__ = ["IsEstimator", "IsNumericColumn", "TrainsEstimators"]


class IsNumericColumn(NameCheck, frozen=True):
    """The name is bound to a numeric feature column for the reference solution's key."""

    kind = "column"

    def default_title(self) -> str:
        return f"`{self.name}` is the right feature column"

    def judge_fact(self, fact: Fact, reference: Fact) -> Verdict:
        if not isinstance(fact, FeatureColumn) or not isinstance(reference, FeatureColumn):
            found = words.kind_of(fact)
            return failed(f"expected `{self.name}` to be a numeric feature column, not {found}", found=found)
        if (fact.key, fact.shape) == (reference.key, reference.shape):
            return passed()
        return failed(
            f"expected `{self.name}` to be the column {reference.key!r}, not {fact.key!r}",
            expected=reference.key,
            found=fact.key,
        )


class IsEstimator(NameCheck, frozen=True):
    """The name is bound to an estimator of the reference solution's kind, built and trained as that one."""

    kind = "estimator"

    def default_title(self) -> str:
        return f"`{self.name}` is the right estimator, trained"

    def judge_fact(self, fact: Fact, reference: Fact) -> Verdict:
        if not isinstance(fact, Estimator) or not isinstance(reference, Estimator):
            found = words.kind_of(fact)
            return failed(f"expected `{self.name}` to be an estimator, not {found}", found=found)
        if fact == reference:
            return passed()
        expected, found = _words(reference), _words(fact)
        return failed(f"expected `{self.name}` to be {expected}, not {found}", expected=expected, found=found)


class TrainsEstimators(Check, frozen=True):
    """The estimators that the reference solution trains were trained, in the same order, by as many steps each."""

    kind = "trains"

    def probes(self) -> tuple[Probe, ...]:
        return (EstimatorsProbe(),)

    def default_title(self) -> str:
        return "The right estimators are trained"

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        wanted, got = _trained(reference), _trained(evidence)
        left = iter(got)
        for estimator in wanted:
            if not any(other == estimator for other in left):
                return failed(
                    f"expected {_words(estimator)} to be trained",
                    expected="; ".join(map(_words, wanted)),
                    found="; ".join(map(_words, got)) or "none",
                )
        return passed()


def _trained(evidence: Evidence) -> tuple[Estimator, ...]:
    fact = evidence.fact(EstimatorsProbe())
    items = fact.items if isinstance(fact, Sequence) else ()
    return tuple(item for item in items if isinstance(item, Estimator))


def _words(estimator: Estimator) -> str:
    steps = f"{estimator.steps} step{'' if estimator.steps == 1 else 's'}"
    if estimator.kind == "dnn" and estimator.hidden_units:
        return f"a deep regressor of {list(estimator.hidden_units)} hidden units on {estimator.inputs} columns, {steps}"
    if estimator.kind == "linear" and estimator.columns:
        return f"a linear regressor on {', '.join(estimator.columns)}, {steps}"
    return f"a {estimator.kind} estimator, {steps}"
