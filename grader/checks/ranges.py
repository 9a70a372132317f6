"""Checks of values that no reference fixes: what chance draws, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from grader.checks import words
from grader.checks.base import Verdict, failed, passed
from grader.checks.compare import as_numbers, close, first_difference
from grader.checks.functions import Call, Returns
from grader.checks.output import numbers_in
from grader.checks.values import NameCheck
from grader.evidence import Array, Evidence, Given, NameProbe, Raised

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from grader.evidence import Fact, Probe

__all__ = ["HasNumber", "InRange", "IsDifference", "LooksNormal", "PrintsValue", "ReturnsOnAverage"]

_SIGMAS: Final = 5
"""How many standard errors a sample may be off: of a million right ones, fewer than one is further."""


class HasNumber(NameCheck, frozen=True):
    """The value is the reference solution's single number, in any shape: `1.0`, `[1.0]`, `[[1.0]]`."""

    kind = "number"

    rtol: float = 1e-5
    atol: float = 1e-8

    def default_title(self) -> str:
        return f"`{self.name}` is the right number"

    def judge_fact(self, fact: Fact, reference: Fact) -> Verdict:
        wanted, got = as_numbers(reference), as_numbers(fact)
        expected = words.show(reference)
        if got is None or got.size != 1 or wanted is None:
            found = f"shape {words.shape(got.shape)}" if got is not None else words.kind_of(fact)
            return failed(
                f"expected `{self.name}` to be a single number, {expected}, not {found}",
                expected=expected,
                found=found,
            )
        if close(got.reshape(()), wanted.reshape(()), rtol=self.rtol, atol=self.atol):
            return passed()
        found = words.show(fact)
        return failed(f"expected `{self.name}` to be {expected}, not {found}", expected=expected, found=found)


class InRange(NameCheck, frozen=True):
    """Every value is a number from `low` to `high`, both included."""

    kind = "range"

    low: float
    high: float

    def default_title(self) -> str:
        return f"`{self.name}` lies between {words.number(self.low)} and {words.number(self.high)}"

    def judge_fact(self, fact: Fact, reference: Fact) -> Verdict:
        values = _numbers(fact)
        expected = f"numbers from {words.number(self.low)} to {words.number(self.high)}"
        if values is None:
            found = words.kind_of(fact)
            return failed(
                f"expected `{self.name}` to hold {expected}, not {found}", expected=expected, found=found
            )
        outside = values[~((values >= self.low) & (values <= self.high))]
        if not outside.size:
            return passed()
        found = words.number(float(outside[0]))
        return failed(
            f"expected `{self.name}` to hold {expected}, not {found}", expected=expected, found=found
        )


class LooksNormal(NameCheck, frozen=True):
    """The values may be a sample of the normal distribution with this mean and standard deviation."""

    kind = "normal"

    mean: float = 0.0
    stddev: float = 1.0

    def default_title(self) -> str:
        return f"`{self.name}` is drawn from the normal distribution"

    def judge_fact(self, fact: Fact, reference: Fact) -> Verdict:
        values = _numbers(fact)
        if values is None or values.size < 2:  # noqa: PLR2004
            return failed(f"expected `{self.name}` to hold random numbers, not {words.kind_of(fact)}")
        if len(np.unique(values)) <= 0.9 * values.size:
            return failed(
                f"expected `{self.name}` to hold random numbers, but the same stand there again and again"
            )
        mean, spread = float(values.mean()), float(values.std(ddof=1)) / self.stddev
        error = _SIGMAS / np.sqrt(2 * (values.size - 1))
        if abs(mean - self.mean) > _SIGMAS * self.stddev / np.sqrt(values.size):
            return failed(
                f"expected random numbers with a mean near {words.number(self.mean)}, but that of `{self.name}` is {mean:.2f}",
                expected=f"mean near {words.number(self.mean)}",
                found=f"mean {mean:.2f}",
            )
        if not max(1 - error, 0.1) <= spread <= 1 + error:
            return failed(
                f"expected random numbers with a standard deviation near {words.number(self.stddev)}, "
                f"but that of `{self.name}` is {spread * self.stddev:.2f}",
                expected=f"standard deviation near {words.number(self.stddev)}",
                found=f"standard deviation {spread * self.stddev:.2f}",
            )
        return passed()


class IsDifference(NameCheck, frozen=True):
    """The value is `first` minus `second`, the first `rows` of each.

    Both are names of the learner's, or `Given("name")` for what the set-up gave.
    """

    kind = "difference"

    first: str | Given
    second: str | Given
    rows: int
    atol: float = 1e-5

    def probes(self) -> tuple[Probe, ...]:
        return (NameProbe(self.name), NameProbe(_name(self.first)), NameProbe(_name(self.second)))

    def default_title(self) -> str:
        return f"`{self.name}` is `{_name(self.first)}` minus `{_name(self.second)}`, {self.rows} rows"

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        verdict = super().judge(evidence, reference)
        if not verdict.passed:
            return verdict
        sides = []
        for side in (self.first, self.second):
            holder = reference if isinstance(side, Given) else evidence
            numbers = _numbers(holder.fact(NameProbe(_name(side))))
            if numbers is None or not numbers.ndim:
                return failed(f"expected `{_name(side)}` to hold numbers")
            sides.append(numbers[: self.rows])
        if sides[0].shape != sides[1].shape:
            return failed(
                f"expected `{_name(self.first)}` and `{_name(self.second)}` to have the same number of columns"
            )
        wanted = sides[0] - sides[1]
        got = _numbers(evidence.fact(NameProbe(self.name)))
        if got is None:
            return failed(f"expected `{self.name}` to hold numbers")
        if got.shape != wanted.shape:
            return failed(
                f"expected `{self.name}` to have the shape {words.shape(wanted.shape)}, not {words.shape(got.shape)}",
                expected=words.shape(wanted.shape),
                found=words.shape(got.shape),
            )
        if close(got, wanted, rtol=0, atol=self.atol):
            return passed()
        place = first_difference(got, wanted, rtol=0, atol=self.atol)
        where = ", ".join(map(str, place))
        expected, found = words.element(wanted[place]), words.element(got[place])
        return failed(
            f"expected `{self.name}[{where}]` to be {expected}, not {found}", expected=expected, found=found
        )

    def judge_fact(self, fact: Fact, reference: Fact) -> Verdict:
        return passed()


class PrintsValue(NameCheck, frozen=True):
    """The learner's own value of the name is printed, its first `rows` and not the next one.

    Anything may stand between the numbers.
    """

    kind = "prints-value"

    rows: int
    rtol: float = 1e-2
    atol: float = 1e-3

    def default_title(self) -> str:
        return f"The first {self.rows} rows of `{self.name}` are printed"

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        verdict = super().judge(evidence, reference)
        if not verdict.passed:
            return verdict
        fact = evidence.fact(NameProbe(self.name))
        values = _numbers(fact)
        if values is None or not values.ndim:
            return failed(f"expected `{self.name}` to hold numbers, not {words.kind_of(fact)}")
        printed = numbers_in(evidence.printed)
        wanted, following = values[: self.rows].ravel(), values[self.rows : self.rows + 1].ravel()
        end = self._end(printed, wanted, 0)
        if end is None:
            return failed(f"expected the first {self.rows} rows of `{self.name}` to be printed")
        # They may be printed twice, with more rows the first time.
        while end is not None:
            behind = printed[end : end + len(following)]
            if not len(following) or self._end(behind, following, 0) is None:
                return passed()
            end = self._end(printed, wanted, end)
        return failed(
            f"expected the first {self.rows} rows of `{self.name}` to be printed, and no more of them",
            expected=f"{self.rows} rows",
            found="more rows",
        )

    def judge_fact(self, fact: Fact, reference: Fact) -> Verdict:
        return passed()

    def _end(self, printed: list[float], wanted: NDArray[np.float64], begin: int) -> int | None:
        """Return the place behind the last of `wanted` in `printed`, from `begin` on; None where one is not there."""
        place = begin
        for value in wanted:
            while place < len(printed) and not self._close(printed[place], value):
                place += 1
            if place == len(printed):
                return None
            place += 1
        return place

    def _close(self, found: float, value: float) -> bool:
        return abs(found - value) <= self.atol + self.rtol * abs(value)


class ReturnsOnAverage(Returns, frozen=True):
    """As `Returns`, but of a loss the mean counts: a loss for each example, or one for all, is right."""

    kind = "returns-on-average"

    def _judge_call(self, call: Call, fact: Fact, reference: Fact) -> Verdict:
        return super()._judge_call(call, _average(fact), _average(reference))


def _average(fact: Fact) -> Fact:
    numbers = None if isinstance(fact, Raised) else _numbers(fact)
    if numbers is None:
        return fact
    return Array(container="tensor", dtype="float64", shape=(), data=numbers.mean().tobytes())


def _numbers(fact: Fact) -> NDArray[np.float64] | None:
    numbers = as_numbers(fact)
    if numbers is None or not numbers.size or numbers.dtype.kind not in "fiub":
        return None
    return numbers.astype(np.float64)


def _name(side: str | Given) -> str:
    return side.name if isinstance(side, Given) else side
