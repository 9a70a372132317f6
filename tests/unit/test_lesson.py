"""The notebook of a lesson: valid, the same each time, and true to the stubs."""

from __future__ import annotations

import ast
from pathlib import Path

import jupytext
import msgspec
import nbformat
import pytest

from grader.catalogue import Course, Part
from grader.errors import SpecError
from grader.lesson import lesson_notebook
from grader.submission import find_submissions
from tests.support import ROOT

PARTS = Course(ROOT).part_ids


def _text(course: Course, target: str) -> str:
    return lesson_notebook(target, "A lesson", [course.part(name) for name in course.resolve(target)])


def _with_stub(part: Part, stub: str) -> Part:
    return msgspec.structs.replace(part, stub=stub)


@pytest.fixture(scope="module")
def lesson(course: Course) -> nbformat.NotebookNode:
    """Lesson 2.3, with blocks of code in its instructions."""
    return nbformat.reads(_text(course, "exercise_2_3"), as_version=4)


def test_lesson_is_a_valid_notebook_and_the_same_each_time(course: Course) -> None:
    """The whole course in one is valid, for Python 3, with IDs for its cells, and made twice it is the same."""
    text = _text(course, "all")
    notebook = nbformat.reads(text, as_version=4)

    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells) == 3 + 3 * len(PARTS)
    assert text == _text(course, "all")


def test_cells_come_in_the_order_of_the_work(lesson: nbformat.NotebookNode) -> None:
    """The magics first, then words, set-up and stub of each part, and the grade last."""
    found = [(cell.cell_type, cell.source.split("\n")[0]) for cell in lesson.cells]

    assert found[:5] == [
        ("markdown", "# A lesson"),
        ("code", "%load_ext grader"),
        ("markdown", "## exercise_2_3_1: A line and its loss"),
        ("code", "%setup exercise_2_3_1"),
        ("code", "# exercise_2_3_1"),
    ]
    assert found[-1] == ("code", "%grade exercise_2_3")
    assert [cell.metadata for cell in lesson.cells[3:5]] == [
        {"tags": ["setup"]},
        {"tags": ["exercise_2_3_1"]},
    ]


@pytest.mark.parametrize("name", PARTS)
def test_stub_comes_back_byte_for_byte(course: Course, name: str, tmp_path: Path) -> None:
    """A stub's code is in its cell as it was, and still there when the notebook becomes a script and comes back."""
    stub = course.part(name).stub
    text = _text(course, name)
    script = jupytext.writes(jupytext.reads(text, fmt="ipynb"), fmt="py:percent")
    path = tmp_path / "exercise_0.ipynb"
    path.write_text(text, encoding="utf-8")

    cells = [jupytext.reads(each, fmt=kind).cells for each, kind in ((text, "ipynb"), (script, "py:percent"))]
    words_end = ast.parse(stub).body[0].end_lineno
    answers = [
        cell for cell in find_submissions(path, (name,)).submissions[name].cells if "____" in cell.source
    ]

    for each in cells:
        mark, _, code = each[-2].source.partition("\n")
        assert mark == f"# {name}"
        assert "\n".join(stub.split("\n")[words_end:]).strip("\n") == code
    assert [cell.source for cell in answers] == [cells[0][-2].source]


def test_indented_lines_become_blocks_of_code(lesson: nbformat.NotebookNode) -> None:
    """A table of names stands between fences with blank lines around; names keep their backticks."""
    words = lesson.cells[2].source

    assert "\n\nDefine\n\n```text\nlinear_regression(intercept, slope, features)  " in words
    assert "targets)      the mean squared error of these predictions\n```\n\nwhere `size_log` is" in words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("1. one\n   more\n\n   1. two\n      more", None, id="nested-list"),
        pytest.param("a `*` b `$x$` c", None, id="names"),
        pytest.param("$1 and $2 * 3", r"\$1 and \$2 * 3", id="dollars"),
        pytest.param("<b>*not*", r"\<b>\*not\*", id="markup"),
        pytest.param(
            "1. one\n\nthen\n    a  b\n\n      c\nend",
            "1. one\n\nthen\n\n```text\na  b\n```\n\n```text\nc\n```\n\nend",
            id="block-after-list",
        ),
    ],
)
def test_instructions_are_markdown(course: Course, words: str, expected: str | None) -> None:
    """Lists stay, what Markdown would take for its own is escaped, and the headline gives way to the heading."""
    part = _with_stub(course.part(PARTS[0]), f'"""Exercise 1.1.1: A title.\n\n{words}\n"""\n\nx = 1\n')
    cell = nbformat.reads(lesson_notebook(PARTS[0], "A", [part]), as_version=4).cells[2]

    assert cell.source == f"## {PARTS[0]}: {part.exercise.title}\n\n{expected or words}"


def test_stub_without_words_is_all_code(course: Course) -> None:
    """A stub that has no docstring stands whole in its cell."""
    part = _with_stub(course.part(PARTS[0]), "x = ____\n")
    cells = nbformat.reads(lesson_notebook(PARTS[0], "A", [part]), as_version=4).cells

    assert cells[4].source == f"# {PARTS[0]}\nx = ____"


def test_stub_that_would_fall_apart_is_refused(course: Course) -> None:
    """A stub with a line that begins a cell is the author's mistake, and is named."""
    part = _with_stub(course.part(PARTS[0]), '"""Words."""\n\nx = ____\n# %%\ny = ____\n')

    with pytest.raises(SpecError, match="begins a cell"):
        lesson_notebook(PARTS[0], "A", [part])
