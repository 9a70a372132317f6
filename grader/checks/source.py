"""Checks of how the code is written, for exercises that demand or forbid a form. They read the syntax tree."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final, Literal

from grader.checks.base import Check, Verdict, failed, passed
from grader.checks.syntax import Syntax, canonical
from grader.evidence import NameProbe

if TYPE_CHECKING:
    from grader.evidence import Evidence, Probe

__all__ = ["AvoidsCall", "AvoidsOperator", "Calls", "Imports"]

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


class AvoidsCall(_WithinCheck, frozen=True):
    """None of `functions` (full names) is called."""

    kind = "avoids-call"

    functions: tuple[str, ...]

    def default_title(self) -> str:
        return f"`{_short(self.functions[0])}` is not used{self._where()}"

    def judge(self, evidence: Evidence, reference: Evidence) -> Verdict:
        unwanted = {canonical(function) for function in self.functions}
        for name, line in Syntax(evidence).calls(self.within):
            if name in unwanted:
                return failed(
                    f"`{_short(name)}` is used{self._where()}; this exercise asks to do without", line=line
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


def _short(name: str) -> str:
    return name.rsplit(".", 1)[-1]
