"""A lesson as one notebook, made from the stubs of its parts."""

from __future__ import annotations

import ast
import re
import textwrap
from typing import TYPE_CHECKING, Final

from grader.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.catalogue import Course, Part

__all__ = ["lesson_notebook", "lesson_notebooks"]

_FORMAT: Final = {"extension": ".py", "format_name": "percent", "comment_magics": False}
_METADATA: Final = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_CODE_INDENT: Final = 4
_ITEM: Final = re.compile(r"\s*(?:\d+\.|[-*]) ")
_LIVELY: Final = re.compile(r"`[^`]*`|[$<]|\*(?! )")
"""Names in backticks, and what Markdown would take for a formula, a tag or emphasis."""


def lesson_notebooks(course: Course, target: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each lesson's notebook, or of that of the one part that `target` means.

    Raises:
        UsageError: there is no such target.
        SpecError: a stub cannot stand in a cell.
    """
    groups = course.groups()
    names = course.resolve(target)
    lessons = dict.fromkeys(course.part(name).lesson for name in names)
    for name in [target] if names == (target,) else lessons:
        parts = [course.part(part) for part in groups[name]]
        yield f"{name}.ipynb", lesson_notebook(name, course.titles.get(parts[0].lesson, name), parts)


def lesson_notebook(target: str, title: str, parts: Sequence[Part]) -> str:
    """Return the notebook's JSON: for each part its instructions, its set-up and its stub, and last the grade.

    The same parts always give the same text. A cell holds the stub's code as it is, below a comment with the part's
    ID.

    Raises:
        SpecError: a stub cannot stand in a cell.
    """
    # Half a second that no script's learner need wait for.
    from grader.notebook_format import nbformat  # noqa: PLC0415, I001 - before jupytext, which imports it too
    import jupytext  # noqa: PLC0415

    cells = dict(_cells(target, title, parts))
    notebook = jupytext.reads("\n\n".join(cells.values()), fmt=_FORMAT)
    if len(notebook.cells) != len(cells):
        raise SpecError(
            f'{target}: a stub holds a line that begins a cell, "# %%"; write that comment otherwise'
        )
    for name, cell in zip(cells, notebook.cells, strict=True):
        cell["id"] = name
        # A note of the library to itself.
        cell.metadata.pop("lines_to_next_cell", None)
    notebook.metadata = nbformat.from_dict(_METADATA)
    nbformat.validate(notebook)
    return f"{nbformat.writes(notebook)}\n"


def _cells(target: str, title: str, parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
    """Yield each cell's name and its text, as a percent script has it."""
    yield (
        "title",
        _markdown_cell(
            f"# {title}\n\n"
            "Fill in the blanks, `____`, and run the cells from the first to the last, which grades them."
        ),
    )
    yield "extension", "# %%\n%load_ext grader"
    for part in parts:
        words, code = _halves(part.stub)
        yield f"{part.id}-text", _markdown_cell(f"## {part.id}: {part.exercise.title}\n\n{_markdown(words)}")
        yield f"{part.id}-setup", f'# %% tags=["setup"]\n%setup {part.id}'
        yield f"{part.id}-code", f'# %% tags=["{part.id}"]\n# {part.id}\n{code}'
    yield "grade", f"# %%\n%grade {target}"


def _markdown_cell(text: str) -> str:
    return "# %% [markdown]\n" + "\n".join(f"# {line}".rstrip() for line in text.strip().split("\n"))


def _halves(stub: str) -> tuple[str, str]:
    """Return a stub's instructions without their headline, and its code."""
    tree = ast.parse(stub)
    words = ast.get_docstring(tree)
    if words is None:
        return "", stub.strip("\n")
    headline, _, rest = words.partition("\n")
    code = "\n".join(stub.split("\n")[tree.body[0].end_lineno :])
    return rest.strip("\n") if headline.startswith("Exercise ") else words, code.strip("\n")


def _markdown(words: str) -> str:
    """Return plain instructions as Markdown: indented lines as a block of code, the items of a list as they are."""
    lines: list[str] = []
    block: list[str] = []
    in_list = False
    for line in [*words.split("\n"), ""]:
        indent = len(line) - len(line.lstrip())
        if indent >= _CODE_INDENT and not in_list:
            block.append(line)
            continue
        if block:
            lines += ["", "```text", *textwrap.dedent("\n".join(block)).split("\n"), "```", ""]
            block = []
        if line.strip():
            in_list = bool(_ITEM.match(line)) or (in_list and indent > 0)
        lines.append(_LIVELY.sub(lambda match: match[0] if match[0][0] == "`" else f"\\{match[0]}", line))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
