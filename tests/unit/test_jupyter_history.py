"""Which cells of a session count, and for which part."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.jupyter.history import Piece, Run, answers, last_mark, notebook_of
from grader.submission import find_submissions

A, B = "exercise_1_2_1", "exercise_1_2_2"


def _runs(*cells: str) -> list[Run]:
    """Number the cells from 1; `id: source` names the cell, and a `!` before it says that it failed."""
    runs = []
    for number, cell in enumerate(cells, start=1):
        name, _, source = cell.partition(": ")
        runs.append(Run(number=number, source=source, cell_id=name.strip("!"), failed=name.startswith("!")))
    return runs


def _counted(*cells: str) -> list[tuple[int, str]]:
    return [(piece.number, piece.part) for piece in answers(_runs(*cells))]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param([": import x", f": # {A}\n1", f": # {B}\n2"], [(1, ""), (2, A), (3, B)], id="in-order"),
        pytest.param(
            [f": # {A}\n1", ": y = 2", f": # {B}\n3"], [(1, A), (2, A), (3, B)], id="unmarked-follows"
        ),
        pytest.param([f": # {A}\n1", f": # {B}\n2", f": # {A}\n3"], [(2, B), (3, A)], id="last-run-counts"),
        pytest.param([f": # {B}\n1", f": # {A}\n2", ": z = 3"], [(1, B), (2, A), (3, A)], id="out-of-order"),
        pytest.param(
            [f": %setup {A}", ": y = 1", f": # {A}\n1", ": print(y)", f": # {A}\n3"],
            [(2, A), (5, A)],
            id="what-followed-an-earlier-run-is-past",
        ),
        pytest.param(
            [f"a: # {A}\n1", "p: print(x)", f"a: # {A}\n3"],
            [(3, A), (2, A)],
            id="named-cells-keep-their-place",
        ),
        pytest.param(
            [f"s: %setup {A}", "h: y", f"a: # {A}\n1", f"b: # {B}\n1", "h: z", f"a: # {A}\n3"],
            [(4, B), (5, A), (6, A)],
            id="each-part-in-the-notebooks-order",
        ),
        pytest.param(
            [f"a: # {A}\n1", "h: y = 2", f"b: # {B}\n3", "h: y = 4"],
            [(1, A), (3, B), (4, A)],
            id="helper-again",
        ),
        pytest.param(
            ["i: import x", f"a: # {A}\n1", "i: import x, y"], [(3, ""), (2, A)], id="imports-run-again"
        ),
        pytest.param([f"a: # {A}\n1", f"a: # {B}\n1"], [(2, B)], id="mark-changed"),
        pytest.param(["a: y = 1", f"a: # {A}\ny = 1"], [(2, A)], id="mark-added"),
        pytest.param(
            [f": # {A}\n1", "!: 1 / 0", ": y = 2"], [(1, A), (3, A)], id="a-failed-helper-does-not-count"
        ),
        pytest.param([f": # {A}\n1", f"!: # {A}\n1 / 0"], [(2, A)], id="a-failed-answer-counts"),
        pytest.param(
            [": %load_ext grader", f": %setup {A}", f": # {A}\n1", f": %grade {A}", ": !ls"],
            [(3, A)],
            id="magics",
        ),
        pytest.param(
            [f": %setup {A}", ": y = 1", f": %setup {B}", ": y = 2"],
            [(2, A), (4, B)],
            id="set-up-is-a-heading",
        ),
        pytest.param([f": %%grade {A} --strict\nx = 1"], [(1, A)], id="graded-cell"),
        pytest.param(
            [f": print('# {A}')", f": x = 1  # {A}"], [(1, ""), (2, "")], id="no-comment-of-its-own"
        ),
        pytest.param([], [], id="nothing"),
    ],
)
def test_which_cells_count(cells: list[str], expected: list[tuple[int, str]]) -> None:
    """Marked or not, run again, out of order, failed: what counts is known, and whose it is."""
    assert _counted(*cells) == expected


def test_the_text_is_that_of_the_last_run() -> None:
    """Imports that were run again stay in front of the first mark, with their last text."""
    runs = _runs("i: import x", f"a: # {A}\n1", "i: import x, y")

    assert answers(runs)[0] == Piece(number=3, part="", source="import x, y", place=1)


def test_the_line_of_the_magic_keeps_its_place() -> None:
    """`%%grade ID` becomes a comment, so that the lines below keep their numbers."""
    (piece,) = answers(_runs(f": %%grade {A} --strict\nx = 1"))

    assert piece.source == f"# %%grade {A} --strict\nx = 1"


def test_last_mark_is_found() -> None:
    """The part that was marked or set up last is known, and that there was none."""
    assert last_mark(_runs(f": # {A}\n1", ": y = 1", f": %setup {B}")) == B
    assert last_mark(_runs(f": %setup {B}", f": # {A}\n1", ": y = 1")) == A
    assert last_mark(_runs(": y = 1")) == ""


def test_the_reader_of_submissions_sees_the_same(tmp_path: Path) -> None:
    """In the notebook each cell stands at its number, belongs to its part, and holds any character."""
    pieces = [
        Piece(number=7, part="", source="import x", place=2),
        Piece(number=5, part=A, source="y = '\ud800ä'", place=5),
        Piece(number=4, part=A, source="print(y)", place=4),
        Piece(number=9, part=B, source=f"# not for {A}\nz = 1", place=9),
        Piece(number=10, part=A, source="w = 1", place=10),
    ]
    path = tmp_path / "notebook.ipynb"
    notebook, numbers = notebook_of(pieces)
    path.write_bytes(notebook)

    found = find_submissions(path, (A, B)).submissions

    assert [(cell.label, cell.source) for cell in found[A].cells] == [
        ("cell 2", "import x"),
        ("cell 5", "y = '?ä'"),
        ("cell 6", "print(y)"),
        ("cell 10", "w = 1"),
    ]
    assert [cell.label for cell in found[B].cells] == ["cell 2", "cell 9"]
    assert numbers == {"cell 2": 7, "cell 5": 5, "cell 6": 4, "cell 9": 9, "cell 10": 10}
