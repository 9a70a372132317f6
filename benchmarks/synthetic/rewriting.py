"""One program in many texts: comments, blank lines, quotes, indentation and names that nobody looks at."""

from __future__ import annotations

import ast
import builtins
import keyword
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

__all__ = ["Style", "rewritten", "style", "without_docstring", "words"]

_WORD: Final = re.compile(r"\w+")
_QUOTED: Final = re.compile(r'"[^"\'\\\n]*"')
_FORMS: Final = ("{}_", "my_{}", "the_{}", "{}_now", "this_{}", "{}_here", "one_{}")
"""What a name is turned into."""


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """How one learner writes."""

    header: str = ""
    """Lines above the code."""
    comments: tuple[str, ...] = ()
    often: float = 0.0
    """The share of statements with a comment, and of those with a blank line before them."""
    renames: float = 0.0
    """The share of free names that are changed."""
    single_quotes: bool = False
    indent: str = "    "
    newline: str = "\n"
    coding: str = "utf-8"


def style(name: str, comments: tuple[str, ...], rng: Random) -> Style:
    """Return how a learner of this name writes."""
    return Style(
        header=rng.choices(("", f"# {name}\n", f"# {name}\n# {rng.randrange(1, 29)}.03.\n\n"), (4, 4, 2))[0],
        comments=comments,
        often=rng.choice((0.1, 0.3, 0.6)),
        renames=rng.choice((0.0, 0.5, 1.0)),
        single_quotes=rng.random() < 0.4,  # noqa: PLR2004
        indent=rng.choices(("    ", "  ", "\t"), (8, 1, 1))[0],
        newline=rng.choices(("\n", "\r\n"), (7, 3))[0],
        coding=rng.choices(("utf-8", "utf-8-sig"), (19, 1))[0],
    )


def words(text: str) -> frozenset[str]:
    """Return all words of a text that a name could be."""
    return frozenset(_WORD.findall(text))


def without_docstring(source: str) -> str:
    """Return the source from its first statement on that is no docstring."""
    tree = ast.parse(source)
    if ast.get_docstring(tree) is None:
        return source
    return "\n".join(source.split("\n")[tree.body[0].end_lineno :]).lstrip("\n")


def rewritten(source: str, how: Style, rng: Random, taken: frozenset[str]) -> str:
    """Return the same program in the learner's style, without its docstring.

    A name is changed if it is a function's own or a loop's and not in `taken`, which also no new name is.
    """
    lines = without_docstring(source).rstrip("\n").split("\n")
    lines = _edited(lines, [*_renames(lines, how, rng, taken), *_quotes(lines, how)])
    lines = _indented(_commented(lines, how, rng), how)
    return how.header + "\n".join(lines) + "\n"


class _Edit(NamedTuple):
    """Another text in the place of some columns of a line, which counts from 0."""

    line: int
    begin: int
    end: int
    text: str


def _edited(lines: list[str], edits: list[_Edit]) -> list[str]:
    changed = list(lines)
    for edit in sorted(edits, reverse=True):
        line = changed[edit.line]
        # The tree counts bytes.
        if line.isascii():
            changed[edit.line] = line[: edit.begin] + edit.text + line[edit.end :]
    return changed


def _renames(lines: list[str], how: Style, rng: Random, taken: frozenset[str]) -> Iterator[_Edit]:
    source = "\n".join(lines)
    tree = ast.parse(source)
    if not source.isascii() or any(isinstance(node, ast.Global | ast.Nonlocal) for node in ast.walk(tree)):
        return
    used = taken | words(source) | set(dir(builtins)) | set(keyword.kwlist)
    for name, nodes in sorted(_free_names(tree).items()):
        if name in taken or rng.random() >= how.renames:
            continue
        form = rng.choice(_FORMS).format(name)
        if form not in used:
            for node in nodes:
                yield _Edit(node.lineno - 1, node.col_offset, node.col_offset + len(name), form)


def _free_names(tree: ast.Module) -> dict[str, list[ast.Name]]:
    """Return the names that are only bound by a module's loops or only in its functions, with all their places."""
    places: dict[str, list[ast.Name]] = defaultdict(list)
    bound: dict[str, set[str]] = defaultdict(set)
    for scope, node in _scoped(tree, ""):
        match node:
            case ast.Name():
                places[node.id].append(node)
                if isinstance(node.ctx, ast.Store):
                    bound[node.id].add(scope or "module")
            case ast.arg():
                bound[node.arg].add("parameter")
            case ast.alias():
                bound[node.asname or node.name].add("import")
            case ast.FunctionDef() | ast.ClassDef():
                bound[node.name].add("definition")
            case ast.JoinedStr():
                # Before Python 3.12 the names in it have no places.
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Name):
                        bound[inner.id].add("text")
            case _:
                pass
    return {name: places[name] for name, by in bound.items() if by in ({"loop"}, {"function"})}


def _scoped(node: ast.AST, scope: str) -> Iterator[tuple[str, ast.AST]]:
    """Yield every node below with what binds a name there: a function, a module's loop, or nothing of the two."""
    for field, child in ((f, c) for f, value in ast.iter_fields(node) for c in _listed(value)):
        if isinstance(child, ast.FunctionDef | ast.Lambda):
            inner = "function"
        elif isinstance(node, ast.For) and field == "target" and not scope:
            inner = "loop"
        else:
            inner = scope
        yield scope if isinstance(child, ast.FunctionDef | ast.Lambda) else inner, child
        yield from _scoped(child, inner)


def _listed(value: object) -> Iterator[ast.AST]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, ast.AST):
            yield each


def _quotes(lines: list[str], how: Style) -> Iterator[_Edit]:
    if not how.single_quotes:
        return
    tree = ast.parse("\n".join(lines))
    inside = {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            begin, end = node.col_offset, node.end_col_offset or 0
            text = lines[node.lineno - 1][begin:end]
            if node.lineno == node.end_lineno and _QUOTED.fullmatch(text):
                yield _Edit(node.lineno - 1, begin, end, f"'{text[1:-1]}'")


def _commented(lines: list[str], how: Style, rng: Random) -> list[str]:
    """Return the lines with comments and blank lines before statements, and comments behind them."""
    tree = ast.parse("\n".join(lines))
    statements = [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]
    begins = {node.lineno: node.col_offset for node in statements}
    ends = {
        node.end_lineno: node.end_col_offset for node in statements if not hasattr(node, "body")
    }  # What has a body ends where another does.
    result: list[str] = []
    for number, line in enumerate(lines, start=1):
        text = line
        before = begins.get(number)
        if before is not None and not line[:before].strip() and how.comments:
            if rng.random() < how.often / 2 and result:
                result.append("")
            if rng.random() < how.often:
                result.append(f"{line[:before]}# {rng.choice(how.comments)}")
        if ends.get(number) == len(line.encode()) and how.comments and rng.random() < how.often / 3:
            text = f"{line}  # {rng.choice(how.comments)}"
        result.append(text)
    return result


def _indented(lines: list[str], how: Style) -> list[str]:
    tree = ast.parse("\n".join(lines))
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant | ast.JoinedStr)]
    if how.indent == "    " or any(node.lineno != node.end_lineno for node in texts):
        return lines
    return [_reindented(line, how.indent) for line in lines]


def _reindented(line: str, indent: str) -> str:
    depth, rest = divmod(len(line) - len(line.lstrip(" ")), 4)
    return indent * depth + " " * rest + line.lstrip(" ")
