"""Checks of the optimizers that train something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.checks import words
from grader.checks.base import Verdict, failed, passed
from grader.checks.values import NameCheck
from grader.evidence import Optimizer

if TYPE_CHECKING:
    from grader.evidence import Fact

__all__ = ["IsOptimizer"]


class IsOptimizer(NameCheck, frozen=True):
    """A Keras optimizer of the reference solution's kind and settings, which has taken as many steps.

    `settings` names those that count; any spelling of the class or of its arguments does.
    """

    kind = "optimizer"

    settings: tuple[str, ...] = ("learning_rate",)
    steps: bool = True

    def default_title(self) -> str:
        return f"`{self.name}` is the right optimizer, rightly used"

    def judge_fact(self, fact: Fact, reference: Fact) -> Verdict:
        if not isinstance(fact, Optimizer) or not isinstance(reference, Optimizer):
            found = words.kind_of(fact)
            return failed(f"expected `{self.name}` to be a Keras optimizer, not {found}", found=found)
        if fact.kind != reference.kind:
            return failed(
                f"expected `{self.name}` to be {words.optimizer(reference.kind)}, not {fact.kind}",
                expected=reference.kind,
                found=fact.kind,
            )
        wanted, got = dict(reference.settings), dict(fact.settings)
        for setting in self.settings:
            right, own = wanted.get(setting, 0.0), got.get(setting, 0.0)
            if not abs(right - own) <= 1e-6 * max(1.0, abs(right)):  # NaN is no setting either.
                expected, found = words.number(right), words.number(own)
                return failed(
                    f"expected the {setting.replace('_', ' ')} of `{self.name}` to be {expected}, not {found}",
                    expected=f"{setting} = {expected}",
                    found=f"{setting} = {found}",
                )
        if self.steps and fact.steps != reference.steps:
            return failed(
                f"expected `{self.name}` to have taken {reference.steps} steps, not {fact.steps}",
                expected=f"{reference.steps} steps",
                found=f"{fact.steps} steps",
            )
        return passed()
