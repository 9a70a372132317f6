"""Checks of functions that the learner wrote: what they return, and what they take."""

from __future__ import annotations

import builtins

import msgspec

from grader.checks import words
from grader.checks.base import Check, Verdict, failed, passed
from grader.checks.compare import alike, as_numbers, close, same
from grader.evidence import (
    Argument,
    ArrayValue,
    Callable,
    CallProbe,
    Evidence,
    Fact,
    Given,
    Missing,
    NameProbe,
    Plain,
    Probe,
    Raised,
)

__all__ = ["Call", "HasParameters", "Returns"]


class Call(msgspec.Struct, frozen=True):
    """One call to try: positional and keyword arguments."""

    args: tuple[Argument, ...] = ()
    keywords: tuple[tuple[str, Argument], ...] = ()


class _FunctionCheck(Check, frozen=True):
    function: str

    @property
    def subject(self) -> str:
        return self.function

    def _not_a_function(self, evidence: Evidence) -> Verdict | None:
        fact = evidence.fact(NameProbe(self.function))
        if isinstance(fact, Missing):
            return failed(
                f"the function `{self.function}` is not defined", expected="a function", found="nothing"
            )
        if not isinstance(fact, Callable):
            found = words.kind_of(fact)
            return failed(
                f"expected `{self.function}` to be a function, not {found}",
                expected="a function",
                found=found,
            )
        return None


class Returns(_FunctionCheck, frozen=True):
    """The function returns what the reference solution's does, for `calls` and for `hidden` ones.

    What it returns may be a tensor, an array or a number. A failed call of `calls` is shown with both values, a
    hidden one without.
    """

    kind = "returns"

    calls: tuple[Call, ...] = ()
    hidden: tuple[Call, ...] = ()
    rtol: float = 1e-5
    atol: float = 1e-6

    def probes(self) -> tuple[Probe, ...]:
        return (NameProbe(self.function), *(self._probe(call) for call in (*self.calls, *self.hidden)))

    def default_title(self) -> str:
        return f"`{self.function}` returns the right values"

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        if (verdict := self._not_a_function(evidence)) is not None:
            return verdict
        for call in (*self.calls, *self.hidden):
            probe = self._probe(call)
            verdict = self._judge_call(call, evidence.fact(probe), reference.fact(probe))
            if not verdict.passed:
                return verdict
        return passed()

    def _judge_call(self, call: Call, fact: Fact, reference: Fact) -> Verdict:
        seen = call in self.calls
        shown = (
            f"`{self.function}({_arguments(call)})`"
            if seen
            else f"`{self.function}` for inputs that you have not seen"
        )
        if isinstance(fact, Raised):
            # Of a hidden call neither the message nor a class of the learner's own, which may hold the input.
            kind = fact.type if seen or hasattr(builtins, fact.type) else "an error"
            why = f": {words.plain(fact.message)}" if seen else ""
            return failed(f"{shown} raised {kind}{why}", expected="a value", found=kind, line=fact.line)
        wanted, got = as_numbers(reference), as_numbers(fact)
        if wanted is None or got is None:
            right = alike(fact, reference, rtol=self.rtol, atol=self.atol)
        else:
            if got.size == wanted.size == 1:  # A single number is right in any shape: 3.0, [3.0], [[3.0]].
                got, wanted = got.reshape(()), wanted.reshape(())
            right = close(got, wanted, rtol=self.rtol, atol=self.atol)
        if right:
            return passed()
        if got is None or wanted is None:
            expected, found = words.kind_of(reference), words.kind_of(fact)
        elif got.shape != wanted.shape:
            expected, found = f"shape {words.shape(wanted.shape)}", f"shape {words.shape(got.shape)}"
        elif seen:
            expected, found = words.show(reference), words.show(fact)
        else:
            return failed(f"{shown} returns a wrong value")
        return failed(f"expected {shown} to return {expected}, not {found}", expected=expected, found=found)

    def _probe(self, call: Call) -> CallProbe:
        return CallProbe(self.function, call.args, call.keywords)


class HasParameters(_FunctionCheck, frozen=True):
    """The function takes as many parameters as the reference solution's, with the same defaults, in the same order.

    Their names are the learner's own.
    """

    kind = "parameters"

    def probes(self) -> tuple[Probe, ...]:
        return (NameProbe(self.function),)

    def default_title(self) -> str:
        return f"`{self.function}` takes the right arguments"

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        if (verdict := self._not_a_function(evidence)) is not None:
            return verdict
        fact, wanted = evidence.fact(NameProbe(self.function)), reference.fact(NameProbe(self.function))
        if not isinstance(fact, Callable) or not isinstance(wanted, Callable) or fact.parameters is None:
            return failed(f"write `{self.function}` as a function of your own, with `def`")
        expected, found = words.parameters(wanted), words.parameters(fact)
        theirs, mine = wanted.parameters or (), fact.parameters
        if len(mine) != len(theirs):
            return failed(
                f"expected `{self.function}` to take {len(theirs)} arguments, not {len(mine)}",
                expected=expected,
                found=found,
            )
        for position, (own, other) in enumerate(zip(mine, theirs, strict=True), start=1):
            if (own.default is None) != (other.default is None):
                wish = "have no default value" if other.default is None else "have a default value"
                return failed(
                    f"expected `{own.name}`, argument {position} of `{self.function}`, to {wish}",
                    expected=expected,
                    found=found,
                )
            if not _same_default(own.default, other.default):
                return failed(
                    f"the default value of `{own.name}`, argument {position} of `{self.function}`, is not the expected one",
                    expected=words.show(other.default) if other.default is not None else None,
                    found=words.show(own.default) if own.default is not None else None,
                )
        return passed()


def _same_default(own: Fact | None, other: Fact | None) -> bool:
    if own is None or other is None:
        return own is other
    mine, theirs = as_numbers(own), as_numbers(other)
    if mine is None or theirs is None:
        return same(own, other)
    return close(mine, theirs, rtol=1e-5, atol=1e-8)


def _arguments(call: Call) -> str:
    shown = [_argument(argument) for argument in call.args]
    shown += [f"{name}={_argument(argument)}" for name, argument in call.keywords]
    return ", ".join(shown)


def _argument(argument: Argument) -> str:
    match argument:
        case Plain():
            return repr(argument.value)
        case Given():
            return argument.name
        case ArrayValue() if argument.container == "ndarray":
            return "an array"
        case ArrayValue():
            return "a tensor"
        case _:
            return "a Variable"
