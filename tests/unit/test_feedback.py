"""The feedback notebook: the submission with cards and fresh outputs, and nothing in it that acts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

from grader.errors import SubmissionError
from grader.feedback import CARD_TAG, feedback_notebook
from grader.results import CheckResult, Exhibit, Outcome, PartResult, ShownCell, SourceLine

if TYPE_CHECKING:
    from pathlib import Path

PICTURE = "iVBORw0KGgo="


def _part(number: int = 1, message: str = "Expected 3, found 4.") -> PartResult:
    check = CheckResult(
        id="x", title="`x` is right", outcome=Outcome.FAILED, points=0, max_points=1, message=message, line=1
    )
    return PartResult(
        exercise=f"exercise_2_3_{number}",
        title="A line",
        submission="a.ipynb",
        outcome=Outcome.FAILED,
        score=0,
        max_score=1,
        checks=(check,),
    )


def _exhibit(begins: str, *shown: tuple[str, object]) -> Exhibit:
    cells = tuple(
        ShownCell(
            label=label,
            execution_count=number,
            outputs=outputs if isinstance(outputs, str) else json.dumps(outputs),
        )
        for number, (label, outputs) in enumerate(shown, start=1)
    )
    source = (SourceLine(number=1, text="x = 4", cell=begins),)
    return Exhibit(exercise="exercise_2_3_1", begins=begins, cells=cells, source=source)


def _write(folder: Path, *cells: Any, **metadata: object) -> Path:
    path = folder / "a.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=list(cells), metadata=metadata), path)
    return path


def _read(data: bytes) -> Any:
    notebook = nbformat.reads(data.decode(), as_version=4)
    nbformat.validate(notebook)
    return notebook


def _stream(text: str) -> dict[str, str]:
    return {"output_type": "stream", "name": "stdout", "text": text}


def test_cards_and_outputs(tmp_path: Path) -> None:
    """Each part has its card above the cell that marks it; each cell has the outputs of this run, and no stored one."""
    stored = nbformat.v4.new_code_cell("x = 4", outputs=[nbformat.v4.new_output("stream", text="10 of 10!")])
    path = _write(
        tmp_path,
        nbformat.v4.new_code_cell("import numpy"),
        nbformat.v4.new_markdown_cell("## exercise_2_3_1"),
        stored,
        nbformat.v4.new_markdown_cell("## exercise_2_3_2"),
        nbformat.v4.new_code_cell("y = 1"),
        nbformat.v4.new_code_cell("never reached"),
    )
    notebook = _read(
        feedback_notebook(
            path,
            [
                (_part(1), _exhibit("cell 2", ("cell 1", []), ("cell 3", [_stream("3\n")]))),
                (_part(2), _exhibit("cell 4", ("cell 1", [_stream("again")]), ("cell 5", [_stream("5\n")]))),
            ],
        )
    )

    assert [cell.source.split("\n")[0] for cell in notebook.cells] == [
        "import numpy",
        "**Grade of exercise_2_3_1**",
        "## exercise_2_3_1",
        "x = 4",
        "**Grade of exercise_2_3_2**",
        "## exercise_2_3_2",
        "y = 1",
        "never reached",
    ]
    assert [[output.text for output in cell.outputs] for cell in notebook.cells if "outputs" in cell] == [
        [],
        ["3\n"],
        ["5\n"],
        [],
    ]
    assert "Expected 3, found 4." in notebook.cells[1].source
    assert [cell.execution_count for cell in notebook.cells if "outputs" in cell] == [1, 2, 2, None]


def test_feedback_on_feedback(tmp_path: Path) -> None:
    """A feedback notebook that is handed in again gets new cards in place of the old ones."""
    path = _write(tmp_path, nbformat.v4.new_code_cell("x = 4"))
    first = feedback_notebook(path, [(_part(message="old"), _exhibit("cell 1", ("cell 1", [])))])
    path.write_bytes(first)
    second = _read(
        feedback_notebook(path, [(_part(message="new"), _exhibit("cell 2", ("cell 2", [_stream("a")])))])
    )
    cards = [cell.source for cell in second.cells if CARD_TAG in cell.metadata.get("tags", [])]

    assert len(second.cells) == 2
    assert ["new" in card for card in cards] == [True]


ACTIVE = {
    "text/html": "<script>alert(1)</script>",
    "application/javascript": "alert(1)",
    "image/svg+xml": "<svg onload='alert(1)'/>",
    "application/vnd.jupyter.widget-view+json": {"model_id": "x"},
    "text/latex": "$\\href{javascript:alert(1)}{x}$",
    "text/markdown": "<script>alert(1)</script>",
    "image/jpeg": '"><script>alert(1)</script>',
    "text/plain": "plain",
    "image/png": PICTURE,
}


@pytest.mark.parametrize("kind", ["display_data", "execute_result"])
def test_nothing_acts(kind: str, tmp_path: Path) -> None:
    """Of what code displays, text and pictures are kept; nothing that a browser would run or load."""
    path = _write(tmp_path, nbformat.v4.new_code_cell("x"), widgets={"state": {}})
    shown = {"output_type": kind, "data": ACTIVE, "metadata": {"x": "<script>"}, "execution_count": 1}
    notebook = _read(feedback_notebook(path, [(_part(), _exhibit("cell 1", ("cell 1", [shown])))]))
    (output,) = notebook.cells[1].outputs

    assert dict(output.data) == {"text/plain": "plain", "image/png": PICTURE}
    assert output.metadata == {}
    assert "widgets" not in notebook.metadata


UNSOUND = [
    pytest.param("{", id="no-json"),
    pytest.param("3", id="no-list"),
    pytest.param("[" * 100_000, id="deep"),
    pytest.param([3, None, "x", [], {}], id="no-outputs"),
    pytest.param([{"output_type": "stream", "name": 3, "text": {}}], id="types"),
    pytest.param([{"output_type": "error", "ename": "E", "evalue": [], "traceback": "x"}], id="error"),
    pytest.param([{"output_type": "display_data", "data": []}], id="data"),
    pytest.param(
        [{"output_type": "execute_result", "data": {}, "execution_count": "<script>"}], id="execution-count"
    ),
    pytest.param([{"output_type": "pyout"}], id="kind"),
]


@pytest.mark.parametrize("outputs", UNSOUND)
def test_unsound_outputs_are_left_out(outputs: object, tmp_path: Path) -> None:
    """An output that is none is left out, and the notebook is valid."""
    path = _write(tmp_path, nbformat.v4.new_code_cell("x"))
    notebook = _read(feedback_notebook(path, [(_part(), _exhibit("cell 1", ("cell 1", outputs)))]))

    assert notebook.cells[1].outputs == []


def test_card_stays_in_its_fence(tmp_path: Path) -> None:
    """What a learner's code says cannot leave the card's block of text."""
    path = _write(tmp_path, nbformat.v4.new_code_cell("x"))
    hostile = "found ``` and ```` then\n```\n<script>alert(1)</script>\n# title"
    notebook = _read(feedback_notebook(path, [(_part(message=hostile), _exhibit("cell 1"))]))
    lines = notebook.cells[0].source.split("\n")
    fence = lines[-1]

    assert set(fence) == {"`"}
    assert "<script>" in "\n".join(lines[3:-1])
    assert lines[2] == f"{fence}text"
    assert fence not in "\n".join(lines[3:-1])


def test_old_format(tmp_path: Path) -> None:
    """A notebook of format 3 comes back as format 4."""
    cell = {
        "cell_type": "code",
        "collapsed": False,
        "input": ["x = 4"],
        "language": "python",
        "metadata": {},
        "outputs": [],
        "prompt_number": 3,
    }
    old = {
        "metadata": {"name": "a"},
        "nbformat": 3,
        "nbformat_minor": 0,
        "worksheets": [{"cells": [cell], "metadata": {}}],
    }
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps(old))
    notebook = _read(feedback_notebook(path, [(_part(), _exhibit("cell 1", ("cell 1", [_stream("1")])))]))

    assert (notebook.nbformat, len(notebook.cells), notebook.cells[1].outputs[0].text) == (4, 2, "1")


def test_gone(tmp_path: Path) -> None:
    """A file that is gone meanwhile is named."""
    with pytest.raises(SubmissionError, match="not a file"):
        feedback_notebook(tmp_path / "a.ipynb", [])
