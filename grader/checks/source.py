"""Checks of how the code is written, for exercises that demand or forbid a form. They read the syntax tree."""

from __future__ import annotations

import ast
import math
from typing import TYPE_CHECKING, Final, Literal, Self

import msgspec

from grader.checks.base import Check, Verdict, failed, passed
from grader.checks.syntax import Syntax, canonical
from grader.evidence import NameProbe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.evidence import Evidence, Probe

__all__ = ["AvoidsCall", "AvoidsOperator", "Calls", "Imports", "PassesNumber"]

_OPERATORS: Final[dict[str, type[ast.operator]]] = {
    "*": ast.Mult,
    "**": ast.Pow,
    "@": ast.MatMult,
    "+": ast.Add,
    "-": ast.Sub,
    "/": ast.Div,
}


class Imports(Check, frozen=True):
    """Something is imported from `module`, in any style."""

    kind = "imports"
    reads_source = True
    follows_data = False

    module: str

    def default_title(self) -> str:
        return f"Something is imported from `{self.module}`"

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        if self.module in Syntax(evidence).imported():
            return passed()
        return failed(
            f"nothing is imported from `{self.module}`",
            expected=f"an import from {self.module}",
            found="none",
        )


class _WithinCheck(Check, frozen=True, kw_only=True):
    """About the function `within`, or the whole submission where that is empty."""

    within: str = ""

    follows_data = False
    reads_source = True

    @property
    def subject(self) -> str:
        return self.within

    def probes(self) -> tuple[Probe, ...]:
        return (NameProbe(self.within),) if self.within else ()

    def _where(self) -> str:
        return f" in `{self.within}`" if self.within else ""


class Calls(_WithinCheck, frozen=True):
    """One of `functions` (full names: `tensorflow.multiply`) is called, whatever it was imported as."""

    kind = "calls"

    functions: tuple[str, ...]

    def default_title(self) -> str:
        return f"`{_short(self.functions[0])}` is used{self._where()}"

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        wanted = {canonical(function) for function in self.functions}
        if any(name in wanted for name, _ in Syntax(evidence).calls(self.within)):
            return passed()
        name = _short(self.functions[0])
        return failed(f"`{name}` is not used{self._where()}", expected=f"a call of {name}", found="none")


class _BoundCheck(_WithinCheck, frozen=True, kw_only=True):
    """As `_WithinCheck`; `bound_to` narrows it to the expressions that this name is bound to."""

    bound_to: str = ""

    @property
    def subject(self) -> str:
        return self.bound_to or self.within

    def probes(self) -> tuple[Probe, ...]:
        return (NameProbe(self.subject),) if self.subject else ()

    def _where(self) -> str:
        return f" for `{self.bound_to}`" if self.bound_to else super()._where()

    def _calls(self, evidence: Evidence) -> Iterator[tuple[str, ast.Call]]:
        """Yield the calls that the check is about, each with the usual name of what it calls."""
        syntax = Syntax(evidence)
        for node in syntax.nodes(self.within):
            for part in _expressions(node, self.bound_to) if self.bound_to else (node,):
                if isinstance(part, ast.Call):
                    yield syntax.resolve(part.func), part


class PassesNumber(_BoundCheck, frozen=True):
    """`function` (its full name) is called with the number that the reference solution passes to it.

    `keyword` names the parameter, which is the first one where the number has no name. A number that is no literal
    is not judged, nor a name that is bound to something else than such a call.
    """

    kind = "passes-number"

    function: str
    keyword: str
    right: tuple[float | None, ...] | None = None
    """What the reference solution passes. No author's: only where its source is not there to read."""

    def default_title(self) -> str:
        return f"`{_short(self.function)}` gets the right {self._what()}{self._where()}"

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        wanted = self._right(reference)
        calls = self._passed(evidence)
        if any(value is None or value in wanted for value, _ in calls) or (self.bound_to and not calls):
            return passed()
        name = _short(self.function)
        expected = f"{self.keyword} = {wanted[0]}" if wanted else "no call"
        if not calls:
            return failed(f"`{name}` is not used{self._where()}", expected=expected, found="none")
        value, line = calls[0]
        return failed(
            f"expected the {self._what()} of `{name}`{self._where()} to be {wanted[0] if wanted else 'left out'}, not {value}",
            expected=expected,
            found=f"{self.keyword} = {value}",
            line=line,
        )

    def settled(self, reference: Evidence) -> Self:
        return msgspec.structs.replace(self, right=self._right(reference))

    def _right(self, reference: Evidence) -> tuple[float | None, ...]:
        if self.right is not None:
            return self.right
        return tuple(value for value, _ in self._passed(reference))

    def _passed(self, evidence: Evidence) -> list[tuple[float | None, int]]:
        """Return the number that each call passes, None where it is no literal, and the call's line."""
        found: list[tuple[float | None, int]] = []
        for name, node in self._calls(evidence):
            if name == canonical(self.function):
                named = [word.value for word in node.keywords if word.arg in (self.keyword, None)]
                values = [*node.args[:1], *named]
                if values:
                    found.append((_literal_number(values[0]), node.lineno))
        return found

    def _what(self) -> str:
        return self.keyword.replace("_", " ")


class AvoidsCall(_BoundCheck, frozen=True):
    """None of `functions` (full names) is called."""

    kind = "avoids-call"

    functions: tuple[str, ...]

    def default_title(self) -> str:
        return f"`{_short(self.functions[0])}` is not used{self._where()}"

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        unwanted = {canonical(function) for function in self.functions}
        for name, node in self._calls(evidence):
            if name in unwanted:
                return failed(
                    f"`{_short(name)}` is used{self._where()}; this exercise asks to do without",
                    line=node.lineno,
                )
        return passed()


class AvoidsOperator(_WithinCheck, frozen=True):
    """None of `operators` is used."""

    kind = "avoids-operator"

    operators: tuple[Literal["*", "**", "@", "+", "-", "/"], ...]

    def default_title(self) -> str:
        return f"The operator `{self.operators[0]}` is not used{self._where()}"

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        for symbol in self.operators:
            for node in Syntax(evidence).nodes(self.within):
                if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, _OPERATORS[symbol]):
                    return failed(f"the operator `{symbol}` is used{self._where()}", line=node.lineno)
        return passed()


def _expressions(node: ast.AST, name: str) -> Iterator[ast.AST]:
    """Yield what stands in the expressions that `node` binds `name` to: `b = 2` and `a, b = 1, 2` do alike."""
    pairs: list[tuple[ast.expr, ast.expr]] = []
    if isinstance(node, ast.Assign):
        pairs = [(target, node.value) for target in node.targets]
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        pairs = [(node.target, node.value)]
    for target, value in pairs:
        if isinstance(target, ast.Name) and target.id == name:
            yield from ast.walk(value)
        elif isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
            pairs += zip(target.elts, value.elts, strict=False)


def _literal_number(node: ast.expr) -> float | None:
    match node:
        case ast.Constant(value=int() | float() as value):
            return _as_float(value)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
            return -_as_float(value)
    return None


def _as_float(value: float) -> float:
    try:
        return float(value)
    except OverflowError:  # a whole number of more than 308 digits
        return math.inf


def _short(name: str) -> str:
    return name.rsplit(".", 1)[-1]
