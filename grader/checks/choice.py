"""A choice among statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.checks.base import Check, Verdict, failed, passed
from grader.checks.compare import as_numbers
from grader.evidence import Array, Evidence, Missing, NameProbe, Scalar

if TYPE_CHECKING:
    from grader.evidence import Fact, Probe

__all__ = ["Chooses"]


class Chooses(Check, frozen=True):
    """The name holds the number of the statement that the reference solution chooses.

    `because` tells, for each wrong statement by its number, why it is wrong.
    """

    kind = "choice"
    follows_data = False

    name: str
    because: tuple[tuple[int, str], ...] = ()

    @property
    def subject(self) -> str:
        return self.name

    def probes(self) -> tuple[Probe, ...]:
        return (NameProbe(self.name),)

    def default_title(self) -> str:
        return "The right statement is chosen"

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        fact = evidence.fact(NameProbe(self.name))
        if isinstance(fact, Missing):
            return failed(f"`{self.name}` is not defined", found="nothing")
        chosen = _number(fact)
        if chosen is None:
            return failed(f"expected `{self.name}` to be the number of a statement")
        if chosen == _number(reference.fact(NameProbe(self.name))):
            return passed()
        return failed(
            dict(self.because).get(chosen, f"statement {chosen} is not the right one"), found=str(chosen)
        )


def _number(fact: Fact) -> int | None:
    match fact:
        case Scalar(value=str() as text):
            return int(text) if text.strip().isdecimal() and len(text) < 10 else None  # noqa: PLR2004
        case Scalar() | Array():
            numbers = as_numbers(fact)
            if numbers is not None and numbers.size == 1 and numbers.dtype.kind in "iuf":
                value = float(numbers.reshape(()))
                return int(value) if value.is_integer() else None
    return None
