"""Checks of what a name is bound to when the code has run."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from grader.checks import words
from grader.checks.base import Check, Verdict, failed, passed
from grader.checks.compare import as_numbers, close, first_difference
from grader.errors import SpecError
from grader.evidence import (
    Array,
    Callable,
    Evidence,
    Missing,
    Module,
    NameProbe,
    Raised,
    Sequence,
    Table,
)

if TYPE_CHECKING:
    from grader.evidence import Fact, Probe

__all__ = [
    "Exists",
    "HasDtype",
    "HasShape",
    "HasValue",
    "IsArray",
    "IsDataFrame",
    "IsFunction",
    "IsModule",
    "IsTensor",
    "IsVariable",
    "NameCheck",
]


class NameCheck(Check, frozen=True):
    """About one name of the learner's."""

    name: str

    @property
    def subject(self) -> str:
        return self.name

    def probes(self) -> tuple[Probe, ...]:
        return (NameProbe(self.name),)

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        probe = NameProbe(self.name)
        fact = evidence.fact(probe)
        match fact:
            case Missing():
                return failed(
                    f"`{self.name}` is not defined", expected=f"a variable named {self.name}", found="nothing"
                )
            case Raised():
                return failed(
                    f"looking at `{self.name}` raised {words.show(fact)}",
                    found=words.show(fact),
                    line=fact.line,
                )
            case _:
                return self.judge_fact(fact, reference.fact(probe))

    def judge_fact(self, fact: Fact, reference: Fact) -> Verdict:
        """Judge what the name is bound to, given what the reference solution binds it to."""
        raise NotImplementedError


class Exists(NameCheck, frozen=True):
    """The name is defined."""

    kind = "exists"

    def default_title(self) -> str:
        return f"`{self.name}` is defined"

    def judge_fact(self, fact: Fact, reference: Fact) -> Verdict:
        return passed()


class _IsKind(NameCheck, frozen=True):
    """The name is bound to a certain sort of thing."""

    wanted: ClassVar[str]

    def default_title(self) -> str:
        return f"`{self.name}` is {self.wanted}"

    def judge_fact(self, fact: Fact, reference: Fact) -> Verdict:
        if self.accepts(fact):
            return passed()
        found = words.kind_of(fact)
        return failed(
            f"expected `{self.name}` to be {self.wanted}, not {found}", expected=self.wanted, found=found
        )

    def accepts(self, fact: Fact) -> bool:
        """Tell whether `fact` is of the sort."""
        raise NotImplementedError


class IsTensor(_IsKind, frozen=True):
    """The name is bound to a tensor that is not a `Variable`."""

    kind = "type"
    wanted = "a tensor"

    def accepts(self, fact: Fact) -> bool:
        return isinstance(fact, Array) and fact.container == "tensor"


class IsVariable(_IsKind, frozen=True):
    """The name is bound to a `tf.Variable`."""

    kind = "type"
    wanted = "a TensorFlow Variable"

    def accepts(self, fact: Fact) -> bool:
        return isinstance(fact, Array) and fact.container == "variable"


class IsArray(_IsKind, frozen=True):
    """The name is bound to a NumPy array."""

    kind = "type"
    wanted = "a NumPy array"

    def accepts(self, fact: Fact) -> bool:
        return isinstance(fact, Array) and fact.container == "ndarray"


class IsDataFrame(_IsKind, frozen=True):
    """The name is bound to a pandas DataFrame."""

    kind = "type"
    wanted = "a pandas DataFrame"

    def accepts(self, fact: Fact) -> bool:
        return isinstance(fact, Table)


class IsFunction(_IsKind, frozen=True):
    """The name is bound to a function that the learner wrote."""

    kind = "function"
    wanted = "a function"

    def accepts(self, fact: Fact) -> bool:
        return isinstance(fact, Callable) and fact.parameters is not None


class IsModule(NameCheck, frozen=True):
    """The name is bound to the module `module`: `pd` to `pandas`."""

    kind = "module"
    follows_data = False

    module: str

    def default_title(self) -> str:
        return f"`{self.name}` is the module `{self.module}`"

    def judge_fact(self, fact: Fact, reference: Fact) -> Verdict:
        if isinstance(fact, Module) and fact.name == self.module:
            return passed()
        found = words.kind_of(fact)
        return failed(f"expected `{self.name}` to be the module {self.module}, not {found}", found=found)


class HasShape(NameCheck, frozen=True):
    """The array, tensor, table or list has the shape of the reference solution's."""

    kind = "shape"

    def default_title(self) -> str:
        return f"`{self.name}` has the right shape"

    def judge_fact(self, fact: Fact, reference: Fact) -> Verdict:
        wanted, got = _shape(reference), _shape(fact)
        if got is not None and got == wanted:
            return passed()
        expected = "no shape" if wanted is None else words.shape(wanted)
        found = words.kind_of(fact) if got is None else words.shape(got)
        return failed(
            f"expected `{self.name}` to have the shape {expected}, not {found}",
            expected=expected,
            found=found,
        )


class HasDtype(NameCheck, frozen=True):
    """The array, tensor or variable has the dtype of the reference solution's."""

    kind = "dtype"

    def default_title(self) -> str:
        return f"`{self.name}` has the right data type"

    def judge_fact(self, fact: Fact, reference: Fact) -> Verdict:
        expected = reference.dtype if isinstance(reference, Array) else "no dtype"
        found = fact.dtype if isinstance(fact, Array) else words.kind_of(fact)
        if isinstance(fact, Array) and found == expected:
            return passed()
        return failed(
            f"expected `{self.name}` to hold {expected}, not {found}", expected=expected, found=found
        )


class HasValue(NameCheck, frozen=True):
    """The value is the reference solution's, in whatever container of numbers: equal integers, close floats."""

    kind = "value"

    rtol: float = 1e-5
    atol: float = 1e-8

    def default_title(self) -> str:
        return f"`{self.name}` has the right value"

    def judge_fact(self, fact: Fact, reference: Fact) -> Verdict:
        if isinstance(reference, Array) and reference.data is None:
            raise SpecError(
                f"the value of `{self.name}` is too large, or not numeric, and cannot be compared"
            )
        expected, found = words.show(reference), words.show(fact)
        wanted, got = as_numbers(reference), as_numbers(fact)
        if wanted is None or got is None:
            if fact == reference:
                return passed()
            message = (
                _about_table(self.name, fact, reference)
                or f"expected `{self.name}` to be {expected}, not {found}"
            )
            return failed(message, expected=expected, found=found)
        if close(got, wanted, rtol=self.rtol, atol=self.atol):
            return passed()
        if got.shape != wanted.shape:
            message = f"expected `{self.name}` to have the shape {words.shape(wanted.shape)}, not {words.shape(got.shape)}"
        elif got.size == 1:
            message = f"expected `{self.name}` to be {expected}, not {found}"
        else:
            place = first_difference(got, wanted, rtol=self.rtol, atol=self.atol)
            where = ", ".join(map(str, place))
            message = f"expected `{self.name}[{where}]` to be {words.element(wanted[place])}, not {words.element(got[place])}"
        return failed(message, expected=expected, found=found)


def _shape(fact: Fact) -> tuple[int, ...] | None:
    match fact:
        case Array():
            return fact.shape
        case Table():
            return (fact.rows, len(fact.columns))
        case Sequence():
            numbers = as_numbers(fact)
            return None if numbers is None else numbers.shape
        case _:
            return None


def _about_table(name: str, fact: Fact, reference: Fact) -> str:
    if not isinstance(fact, Table) or not isinstance(reference, Table):
        return ""
    wanted, got = (
        {column.name: column for column in reference.columns},
        {column.name: column for column in fact.columns},
    )
    if lost := [column for column in wanted if column not in got]:
        return f"`{name}` lacks the column {lost[0]!r}"
    if extra := [column for column in got if column not in wanted]:
        return f"`{name}` has a column {extra[0]!r} that is not expected"
    if fact.rows != reference.rows:
        return f"expected `{name}` to have {reference.rows:,} rows, not {fact.rows:,}"
    changed = [column for column in wanted if got[column] != wanted[column]]
    return f"the column {changed[0]!r} of `{name}` holds other values than expected" if changed else ""
