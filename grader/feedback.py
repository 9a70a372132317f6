"""The feedback notebook: a submission as it was handed in, with what its cells showed now and a card above each part."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console

from grader.notebook_format import nbformat
from grader.report.terminal import render_part
from grader.submission import cell_label, read_notebook

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode

    from grader.results import Exhibit, PartResult, ShownCell

__all__ = ["CARD_TAG", "feedback_notebook"]

CARD_TAG: Final = "grade-result"
"""The tag of the cells that hold a card."""

_KEPT: Final = ("text/plain", "image/png", "image/jpeg")
"""What an output may hold: nothing that acts, or loads anything, where the notebook is opened."""

_WIDTH: Final = 100
_BASE64: Final = re.compile(r"[A-Za-z0-9+/=\s]*")


def feedback_notebook(path: Path, graded: list[tuple[PartResult, Exhibit]]) -> bytes:
    """Return the notebook at `path` with the results of the parts that it answers, in format 4.5.

    No output that was stored in the file is kept. A card from an earlier feedback is replaced.

    Raises:
        SubmissionError: the file is no longer a notebook that can be read.
    """
    notebook = read_notebook(path)
    labels = {cell_label(number): cell for number, cell in enumerate(notebook.cells, start=1)}
    cards: dict[str, list[NotebookNode]] = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    for part, exhibit in graded:
        for shown in exhibit.cells:
            cell = labels[shown.label]
            if cell.cell_type == "code" and cell.execution_count is None:
                cell.outputs, cell.execution_count = _outputs(shown), shown.execution_count
        cards.setdefault(exhibit.begins, []).append(_card(part, exhibit))
    cells = []
    for label, cell in labels.items():
        cells += cards.get(label, [])
        if CARD_TAG not in cell.metadata.get("tags", []):
            cells.append(cell)
    notebook.cells = cells
    notebook.metadata.pop("widgets", None)  # The state of widgets that are not shown any more.
    notebook.metadata.pop("signature", None)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    _, notebook = nbformat.validator.normalize(notebook)
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook)
    return f"{text}\n".encode(errors="replace")


def _card(part: PartResult, exhibit: Exhibit) -> NotebookNode:
    """Return a markdown cell that says what the terminal would."""
    text = io.StringIO()
    render_part(part, exhibit.source, Console(file=text, width=_WIDTH, color_system=None, highlight=False))
    said = text.getvalue().strip("\n")
    fence = "`" * (max([2, *map(len, re.findall("`+", said))]) + 1)
    return nbformat.v4.new_markdown_cell(
        f"**Grade of {part.exercise}**\n\n{fence}text\n{said}\n{fence}",
        metadata={"tags": [CARD_TAG]},
        id=f"grade-{part.exercise}",
    )


def _outputs(shown: ShownCell) -> list[NotebookNode]:
    """Return the outputs that are sound, each without what might act."""
    try:
        outputs = json.loads(shown.outputs)
    except (ValueError, RecursionError):
        return []
    found = []
    for output in outputs if isinstance(outputs, list) else []:
        try:
            made = nbformat.from_dict(_inert(output))
            nbformat.validate(made, ref="output", version=4, version_minor=5)
        except (nbformat.ValidationError, TypeError, ValueError, KeyError, AttributeError, RecursionError):
            continue
        found.append(made)
    return found


def _inert(output: Any) -> dict[str, Any]:
    kind = output["output_type"]
    if kind == "stream":
        return {"output_type": kind, "name": output["name"], "text": output["text"]}
    if kind == "error":
        return {name: output[name] for name in ("output_type", "ename", "evalue", "traceback")}
    data = {
        mime: content
        for mime, content in output["data"].items()
        if mime in _KEPT and isinstance(content, str) and (mime == "text/plain" or _BASE64.fullmatch(content))
    }
    made: dict[str, Any] = {"output_type": kind, "metadata": {}, "data": data}
    if kind == "execute_result":
        made["execution_count"] = output["execution_count"]
    return made
