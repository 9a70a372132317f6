"""Mutants of a source: small wrong edits, made mechanically from its syntax tree. Pure, and the same each time."""

from __future__ import annotations

import ast
import collections
import copy
import enum
import warnings
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Kind", "Mutant", "mutants"]


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


class Mutant(msgspec.Struct, frozen=True, kw_only=True):
    """One edit of a source, and the whole source that it leaves."""

    kind: Kind
    line: int
    """Where it is in the original, from 1."""
    edit: str
    """`Adam(0.5) -> Adam(1.5)`; no other mutant of the source has the same."""
    source: str

    @property
    def description(self) -> str:
        """The edit and its place, in one line."""
        return f"line {self.line}: {self.edit}"


_FAMILIES: Final = (
    ("relu", "sigmoid", "tanh", "softmax", "linear"),
    ("mse", "mae", "mape"),
    ("mean_squared_error", "mean_absolute_error"),
    ("MeanSquaredError", "MeanAbsoluteError"),
    ("binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy"),
    ("BinaryCrossentropy", "CategoricalCrossentropy", "SparseCategoricalCrossentropy"),
    ("adam", "sgd", "rmsprop"),
    ("Adam", "SGD", "RMSprop"),
    ("float32", "float64", "int32"),
    ("bool", "int32", "float32"),
    ("reduce_sum", "reduce_mean", "reduce_max"),
    ("ones", "zeros"),
    ("ones_like", "zeros_like"),
    ("multiply", "add", "matmul"),
    ("constant", "Variable"),
    ("random_normal", "random_uniform"),
    ("normal", "uniform", "truncated_normal"),
    ("concat", "stack"),
    ("argmax", "argmin"),
    ("log", "exp", "sqrt"),
)
"""What may stand for one another; a member turns into the one or two behind it."""

_MOST_OF_A_FAMILY: Final = 2

_IN_TENSORFLOW: Final = frozenset(
    "float32 float64 int32 bool reduce_sum reduce_mean reduce_max ones zeros ones_like zeros_like multiply add matmul "
    "constant Variable concat stack argmax argmin exp sqrt".split()
)
"""Members that a source may have imported by name from TensorFlow: a mutant that needs another imports it."""

_OPERATORS: Final[dict[type[ast.operator], tuple[type[ast.operator], ...]]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.Div),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
_NOT_COMMUTATIVE: Final = (ast.Sub, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.MatMult)

_COMPARISONS: Final[dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}

_BODIES: Final = ("body", "orelse", "finalbody")


class _Place(NamedTuple):
    """A node of one tree, and where it hangs: `place` is its index where the field is a list."""

    node: ast.AST
    parent: ast.AST
    field: str
    place: int | None

    def put(self, node: ast.AST) -> None:
        """Hang another node there."""
        if self.place is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.place] = node


class _Edit(NamedTuple):
    kind: Kind
    apply: Callable[[_Place, ast.Module], None]


def mutants(source: str) -> tuple[Mutant, ...]:
    """Return the mutants of `source` in the order of its text, each resulting program once.

    A docstring is left alone. A mutant may still mean the same as the source: that is for a person to say.

    Raises:
        SyntaxError: the source does not parse.
    """
    tree = ast.parse(source)
    seen = {_unparsed(tree)}
    edits: collections.Counter[str] = collections.Counter()
    found = []
    for number, (at, *_) in enumerate(_places(tree)):
        for edit in _edits(at, tree):
            changed = copy.deepcopy(tree)
            where, context = _places(changed)[number]
            before = _shown(context)
            edit.apply(where, changed)
            after = _shown(context) if edit.kind is not Kind.STATEMENT_REMOVED else "nothing"
            text = _unparsed(changed)
            if text in seen or not _compiles(text):
                continue
            seen.add(text)
            words = f"{before} -> {after}"
            edits[words] += 1
            found.append(
                Mutant(
                    kind=edit.kind,
                    line=_line(at),
                    edit=words if edits[words] == 1 else f"{words} ({edits[words]})",
                    source=text,
                )
            )
    return tuple(sorted(found, key=lambda mutant: mutant.line))


def _places(tree: ast.Module) -> list[tuple[_Place, ast.AST]]:
    """Return every node below the module, parents first, with the call or statement that shows it best."""
    found: list[tuple[_Place, ast.AST]] = []

    def visit(parent: ast.AST, context: ast.AST) -> None:
        for field, value in ast.iter_fields(parent):
            for place, node in enumerate(value if isinstance(value, list) else [value]):
                if not isinstance(node, ast.AST) or _is_docstring(parent, field, place, node):
                    continue
                own = node if isinstance(node, ast.stmt) else context
                index = place if isinstance(value, list) else None
                # A call shows what is in it, and is itself shown by what it stands in.
                found.append((_Place(node, parent, field, index), own))
                visit(node, node if isinstance(node, ast.Call) and not isinstance(parent, ast.Expr) else own)

    visit(tree, tree)
    return found


def _is_docstring(parent: ast.AST, field: str, place: int, node: ast.AST) -> bool:
    return (
        isinstance(parent, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and (field, place) == ("body", 0)
        and isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _edits(at: _Place, tree: ast.Module) -> Iterator[_Edit]:
    """Yield what can be done at one node."""
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
            yield _Edit(Kind.STATEMENT_REMOVED, _remove)
        case _:
            pass


def _constant(at: _Place, node: ast.Constant) -> Iterator[_Edit]:
    value = node.value
    others: list[bool | float | complex | str] = []
    if isinstance(value, bool):
        others = [not value]
    elif isinstance(value, int | float | complex):
        others = [value + 1, value * 2]
        if not isinstance(at.parent, ast.UnaryOp):
            others.append(-value)
    elif isinstance(value, str) and not isinstance(at.parent, ast.JoinedStr | ast.FormattedValue | ast.Expr):
        others = list(_others(value))
        # A label that is printed is dropped instead: once is enough.
        if not others and value and not _is_printed(at.parent):
            others = [""]
    for other in others:

        def apply(where: _Place, _tree: ast.Module, other: complex | str = other) -> None:
            where.put(ast.copy_location(ast.Constant(other), where.node))

        yield _Edit(Kind.CONSTANT, apply)


def _name(node: ast.expr, tree: ast.Module) -> Iterator[_Edit]:
    bound = {
        each.id for each in ast.walk(tree) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
    } | {each.arg for each in ast.walk(tree) if isinstance(each, ast.arg)}
    own = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    if isinstance(node, ast.Name) and own not in _IN_TENSORFLOW:
        return
    # A name of the source's own, and a method of it, such as `model.add`, belong to no family.
    if any(isinstance(each, ast.Name) and each.id in bound for each in ast.walk(node)):
        return
    for other in _others(own):

        def apply(where: _Place, tree: ast.Module, other: str = other) -> None:
            if isinstance(where.node, ast.Attribute):
                where.node.attr = other
            elif isinstance(where.node, ast.Name):
                where.node.id = other
                start = 1 if ast.get_docstring(tree) is not None else 0
                tree.body.insert(start, ast.ImportFrom("tensorflow", [ast.alias(other)], 0))

        yield _Edit(Kind.NAME, apply)


def _call(at: _Place, node: ast.Call) -> Iterator[_Edit]:
    printed = _is_printed(node)
    for index, argument in enumerate(node.args):

        def drop(where: _Place, _tree: ast.Module, index: int = index) -> None:
            del _as_call(where).args[index]

        yield _Edit(Kind.ARGUMENT_DROPPED, drop)
        following = node.args[index + 1] if index + 1 < len(node.args) else None
        if following is None or (printed and (_is_text(argument) or _is_text(following))):
            continue

        def swap(where: _Place, _tree: ast.Module, index: int = index) -> None:
            args = _as_call(where).args
            args[index], args[index + 1] = args[index + 1], args[index]

        yield _Edit(Kind.ARGUMENTS_SWAPPED, swap)
    for index in range(len(node.keywords)):

        def drop_keyword(where: _Place, _tree: ast.Module, index: int = index) -> None:
            del _as_call(where).keywords[index]

        yield _Edit(Kind.KEYWORD_DROPPED, drop_keyword)
    if not isinstance(at.parent, ast.Expr) and (
        (node.args and not isinstance(node.args[0], ast.Starred)) or isinstance(node.func, ast.Attribute)
    ):
        yield _Edit(Kind.CALL_DROPPED, _drop_call)


def _parameters(node: ast.arguments) -> Iterator[_Edit]:
    for index in range(len(node.args) - 1):

        def swap(where: _Place, _tree: ast.Module, index: int = index) -> None:
            if isinstance(where.node, ast.arguments):
                args = where.node.args
                args[index], args[index + 1] = args[index + 1], args[index]

        yield _Edit(Kind.ARGUMENTS_SWAPPED, swap)
    if node.defaults:

        def drop(where: _Place, _tree: ast.Module) -> None:
            if isinstance(where.node, ast.arguments):
                del where.node.defaults[0]

        yield _Edit(Kind.ARGUMENT_DROPPED, drop)


def _operator(node: ast.AST) -> Iterator[_Edit]:
    match node:
        case ast.BinOp() | ast.AugAssign():
            for other in _OPERATORS.get(type(node.op), ()):
                yield _Edit(Kind.OPERATOR, _setter("op", other()))
            if isinstance(node, ast.BinOp) and isinstance(node.op, _NOT_COMMUTATIVE):
                yield _Edit(Kind.ARGUMENTS_SWAPPED, _swap_operands)
        case ast.Compare():
            for index, operator in enumerate(node.ops):
                for comparison in _COMPARISONS.get(type(operator), ()):
                    ops = [*node.ops[:index], comparison(), *node.ops[index + 1 :]]
                    yield _Edit(Kind.OPERATOR, _setter("ops", ops))
        case ast.BoolOp():
            yield _Edit(Kind.OPERATOR, _setter("op", ast.Or() if isinstance(node.op, ast.And) else ast.And()))
        case ast.UnaryOp():
            yield _Edit(Kind.OPERATOR, lambda where, _tree: where.put(getattr(where.node, "operand")))  # noqa: B009
        case _:
            pass


def _setter(field: str, value: object) -> Callable[[_Place, ast.Module], None]:
    return lambda where, _tree: setattr(where.node, field, value)


def _swap_operands(where: _Place, _tree: ast.Module) -> None:
    if isinstance(where.node, ast.BinOp):
        where.node.left, where.node.right = where.node.right, where.node.left


def _drop_call(where: _Place, _tree: ast.Module) -> None:
    """Leave of `f(x)` the `x`, and of `x.f()` the `x`."""
    node = _as_call(where)
    if node.args:
        where.put(node.args[0])
    elif isinstance(node.func, ast.Attribute):
        where.put(node.func.value)


def _remove(where: _Place, _tree: ast.Module) -> None:
    block = getattr(where.parent, where.field)
    if len(block) == 1:
        where.put(ast.copy_location(ast.Pass(), where.node))
    else:
        del block[where.place]


def _as_call(where: _Place) -> ast.Call:
    if not isinstance(where.node, ast.Call):
        raise TypeError(f"expected a call, not {type(where.node).__name__}")
    return where.node


def _others(name: str) -> tuple[str, ...]:
    """Return the next one or two of the family that a name belongs to."""
    for family in _FAMILIES:
        if name in family:
            place = family.index(name)
            return (*family[place + 1 :], *family[:place])[:_MOST_OF_A_FAMILY]
    return ()


def _is_printed(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _shown(context: ast.AST) -> str:
    """Return the context's text; of a block its first line."""
    lines = ast.unparse(context).splitlines()
    return next((line for line in lines if line and not line.startswith("@")), "")


def _unparsed(tree: ast.Module) -> str:
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def _compiles(source: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "<mutant>", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def _line(at: _Place) -> int:
    line: int = getattr(at.node, "lineno", 0) or getattr(at.parent, "lineno", 0)
    return line
