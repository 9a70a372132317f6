"""Small wrong edits of one node of a syntax tree."""

from __future__ import annotations

import ast
import enum
from typing import TYPE_CHECKING, Final, NamedTuple

from grader.mutants.families import COMPARISONS, IN_TENSORFLOW, NOT_COMMUTATIVE, OPERATORS, relatives

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.mutants.places import Place

__all__ = ["Edit", "Kind", "edits"]

_BODIES: Final = ("body", "orelse", "finalbody")


class Kind(enum.StrEnum):
    """What a mutant changes."""

    CONSTANT = "constant"
    OPERATOR = "operator"
    ARGUMENT_DROPPED = "argument-dropped"
    ARGUMENTS_SWAPPED = "arguments-swapped"
    KEYWORD_DROPPED = "keyword-dropped"
    CALL_DROPPED = "call-dropped"
    NAME = "name"
    STATEMENT_REMOVED = "statement-removed"


class Edit(NamedTuple):
    """One edit: `apply` makes it at a place of a module's tree, in the tree itself."""

    kind: Kind
    apply: Callable[[Place, ast.Module], None]


def edits(at: Place, tree: ast.Module) -> Iterator[Edit]:
    """Yield what can be done at one node of `tree`; an edit is to be applied to a copy."""
    match at.node:
        case ast.Constant():
            yield from _constant(at, at.node)
        case ast.Name(ctx=ast.Load()) | ast.Attribute(ctx=ast.Load()):
            yield from _name(at.node, tree)
        case ast.Call():
            yield from _call(at, at.node)
        case ast.arguments():
            yield from _parameters(at.node)
        case ast.BinOp() | ast.AugAssign() | ast.Compare() | ast.BoolOp() | ast.UnaryOp():
            yield from _operator(at.node)
        case ast.stmt() if at.field in _BODIES and not isinstance(at.node, ast.Pass):
            yield Edit(Kind.STATEMENT_REMOVED, _remove)
        case _:
            pass


def _constant(at: Place, node: ast.Constant) -> Iterator[Edit]:
    value = node.value
    others: list[bool | float | complex | str] = []
    if isinstance(value, bool):
        others = [not value]
    elif isinstance(value, int | float | complex):
        others = [value + 1, value * 2]
        if not isinstance(at.parent, ast.UnaryOp):
            others.append(-value)
    elif isinstance(value, str) and not isinstance(at.parent, ast.JoinedStr | ast.FormattedValue | ast.Expr):
        others = list(relatives(value))
        # A label that is printed is dropped instead: once is enough.
        if not others and value and not _is_printed(at.parent):
            others = [""]
    for other in others:

        def apply(where: Place, _tree: ast.Module, other: complex | str = other) -> None:
            where.put(ast.copy_location(ast.Constant(other), where.node))

        yield Edit(Kind.CONSTANT, apply)


def _name(node: ast.expr, tree: ast.Module) -> Iterator[Edit]:
    bound = {
        each.id for each in ast.walk(tree) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
    } | {each.arg for each in ast.walk(tree) if isinstance(each, ast.arg)}
    own = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    if isinstance(node, ast.Name) and own not in IN_TENSORFLOW:
        return
    # A name of the source's own, and a method of it, such as `model.add`, belong to no family.
    if any(isinstance(each, ast.Name) and each.id in bound for each in ast.walk(node)):
        return
    for other in relatives(own):

        def apply(where: Place, tree: ast.Module, other: str = other) -> None:
            if isinstance(where.node, ast.Attribute):
                where.node.attr = other
            elif isinstance(where.node, ast.Name):
                where.node.id = other
                start = 1 if ast.get_docstring(tree) is not None else 0
                tree.body.insert(start, ast.ImportFrom("tensorflow", [ast.alias(other)], 0))

        yield Edit(Kind.NAME, apply)


def _call(at: Place, node: ast.Call) -> Iterator[Edit]:
    printed = _is_printed(node)
    for index, argument in enumerate(node.args):

        def drop(where: Place, _tree: ast.Module, index: int = index) -> None:
            del _as_call(where).args[index]

        yield Edit(Kind.ARGUMENT_DROPPED, drop)
        following = node.args[index + 1] if index + 1 < len(node.args) else None
        if following is None or (printed and (_is_text(argument) or _is_text(following))):
            continue

        def swap(where: Place, _tree: ast.Module, index: int = index) -> None:
            args = _as_call(where).args
            args[index], args[index + 1] = args[index + 1], args[index]

        yield Edit(Kind.ARGUMENTS_SWAPPED, swap)
    for index in range(len(node.keywords)):

        def drop_keyword(where: Place, _tree: ast.Module, index: int = index) -> None:
            del _as_call(where).keywords[index]

        yield Edit(Kind.KEYWORD_DROPPED, drop_keyword)
    if not isinstance(at.parent, ast.Expr) and (
        (node.args and not isinstance(node.args[0], ast.Starred)) or isinstance(node.func, ast.Attribute)
    ):
        yield Edit(Kind.CALL_DROPPED, _drop_call)


def _parameters(node: ast.arguments) -> Iterator[Edit]:
    for index in range(len(node.args) - 1):

        def swap(where: Place, _tree: ast.Module, index: int = index) -> None:
            if isinstance(where.node, ast.arguments):
                args = where.node.args
                args[index], args[index + 1] = args[index + 1], args[index]

        yield Edit(Kind.ARGUMENTS_SWAPPED, swap)
    if node.defaults:

        def drop(where: Place, _tree: ast.Module) -> None:
            if isinstance(where.node, ast.arguments):
                del where.node.defaults[0]

        yield Edit(Kind.ARGUMENT_DROPPED, drop)


def _operator(node: ast.AST) -> Iterator[Edit]:
    match node:
        case ast.BinOp() | ast.AugAssign():
            for other in OPERATORS.get(type(node.op), ()):
                yield Edit(Kind.OPERATOR, _setter("op", other()))
            if isinstance(node, ast.BinOp) and isinstance(node.op, NOT_COMMUTATIVE):
                yield Edit(Kind.ARGUMENTS_SWAPPED, _swap_operands)
        case ast.Compare():
            for index, operator in enumerate(node.ops):
                for comparison in COMPARISONS.get(type(operator), ()):
                    ops = [*node.ops[:index], comparison(), *node.ops[index + 1 :]]
                    yield Edit(Kind.OPERATOR, _setter("ops", ops))
        case ast.BoolOp():
            yield Edit(Kind.OPERATOR, _setter("op", ast.Or() if isinstance(node.op, ast.And) else ast.And()))
        case ast.UnaryOp():
            yield Edit(Kind.OPERATOR, lambda where, _tree: where.put(getattr(where.node, "operand")))  # noqa: B009
        case _:
            pass


def _setter(field: str, value: object) -> Callable[[Place, ast.Module], None]:
    return lambda where, _tree: setattr(where.node, field, value)


def _swap_operands(where: Place, _tree: ast.Module) -> None:
    if isinstance(where.node, ast.BinOp):
        where.node.left, where.node.right = where.node.right, where.node.left


def _drop_call(where: Place, _tree: ast.Module) -> None:
    """Leave of `f(x)` the `x`, and of `x.f()` the `x`."""
    node = _as_call(where)
    if node.args:
        where.put(node.args[0])
    elif isinstance(node.func, ast.Attribute):
        where.put(node.func.value)


def _remove(where: Place, _tree: ast.Module) -> None:
    block = getattr(where.parent, where.field)
    if len(block) == 1:
        where.put(ast.copy_location(ast.Pass(), where.node))
    else:
        del block[where.place]


def _as_call(where: Place) -> ast.Call:
    if not isinstance(where.node, ast.Call):
        raise TypeError(f"expected a call, not {type(where.node).__name__}")
    return where.node


def _is_printed(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
