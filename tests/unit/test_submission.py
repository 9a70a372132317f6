"""Reading what a learner hands in: every form of it becomes cells, and everything else a sentence."""

from __future__ import annotations

import ast
import codecs
import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.errors import SubmissionError
from grader.limits import NOTEBOOK_BYTES, SOURCE_BYTES
from grader.submission import find_submissions

PART = "exercise_2_3_1"
OTHER = "exercise_2_3_2"
THIRD = "exercise_2_3_3"


def _script(folder: Path, data: bytes | str, name: str = f"{PART}.py") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def _notebook(folder: Path, *cells: dict[str, Any], name: str = f"{PART}.ipynb", **metadata: Any) -> Path:
    document = {"nbformat": 4, "nbformat_minor": 4, "metadata": metadata, "cells": list(cells)}
    return _script(folder, json.dumps(document), name)


def _code(source: str | list[str], **metadata: Any) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def _words(source: str, **metadata: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": metadata, "source": source}


def _cells(path: Path, *parts: str) -> dict[str, list[tuple[str, int, str]]]:
    """Return what was found: for each part the source, first line and label of its cells."""
    found = find_submissions(path, parts or (PART,))
    return {
        part: [(cell.source, cell.first_line, cell.label) for cell in submission.cells]
        for part, submission in found.submissions.items()
    }


PLAIN = [
    pytest.param(b"x = 1\n", "x = 1\n", id="plain"),
    pytest.param(b"x = 1\r\ny = 2\r\n", "x = 1\ny = 2\n", id="crlf"),
    pytest.param(b"x = 1\ry = 2\r", "x = 1\ny = 2\n", id="cr"),
    pytest.param(codecs.BOM_UTF8 + b"x = 1\n", "x = 1\n", id="bom"),
    pytest.param("x = 'é'\n".encode(), "x = 'é'\n", id="utf-8"),
    pytest.param(
        "# coding: latin-1\nx = 'é'\n".encode("latin-1"), "# coding: latin-1\nx = 'é'\n", id="pep-263"
    ),
    pytest.param(b"x = 1", "x = 1", id="no-end-of-line"),
    pytest.param(b"x = \x0c1\n", "x = \x0c1\n", id="form-feed"),
]


@pytest.mark.parametrize(("data", "source"), PLAIN)
def test_script(data: bytes, source: str, tmp_path: Path) -> None:
    """A script in any usual encoding and with any line ends is one cell, from line 1."""
    path = _script(tmp_path, data)

    assert _cells(path) == {PART: [(source, 1, "")]}
    assert find_submissions(path, (PART,)).submissions[PART].name == str(path)


def test_folder_of_scripts(tmp_path: Path) -> None:
    """In a folder each part is the file of its name; a part without one is not found, and no error."""
    _script(tmp_path, "a = 1")
    _script(tmp_path, "c = 1", f"{THIRD}.py")

    assert set(_cells(tmp_path, PART, OTHER, THIRD)) == {PART, THIRD}


LESSON = f"""import numpy as np

# {PART}
a = 1

# Exercise 2.3.2 ({OTHER}): train
b = 2
# exercise_9_9_9_9 is no mark, nor is exercise_2_3
c = "# {THIRD}"
    # {THIRD}
d = 4
"""


def test_lesson_file(tmp_path: Path) -> None:
    """A lesson's file gives each part the lines before the first mark and its own, at their places in the file."""
    path = _script(tmp_path, LESSON, "exercise_2_3.py")
    found = _cells(path, PART, OTHER, THIRD)
    lines = LESSON.split("\n")

    assert {part: [(first, label) for _, first, label in cells] for part, cells in found.items()} == {
        PART: [(1, ""), (3, "")],
        OTHER: [(1, ""), (6, "")],
        THIRD: [(1, ""), (10, "")],
    }
    assert found[PART][0][0] == "import numpy as np\n"
    assert found[PART][1][0] == f"# {PART}\na = 1\n"
    assert found[OTHER][1][0] == "\n".join(lines[5:9])
    assert found[THIRD][1][0] == "\n".join(lines[9:])


def test_lesson_file_in_a_folder(tmp_path: Path) -> None:
    """A part's own file goes before its marked cells in the lesson's file."""
    _script(tmp_path, LESSON, "exercise_2_3.py")
    _script(tmp_path, "own = True", f"{OTHER}.py")
    found = find_submissions(tmp_path, (PART, OTHER, THIRD)).submissions

    assert {part: Path(submission.name).name for part, submission in found.items()} == {
        PART: "exercise_2_3.py",
        OTHER: f"{OTHER}.py",
        THIRD: "exercise_2_3.py",
    }


def test_script_before_notebook(tmp_path: Path) -> None:
    """Where both a script and a notebook are there, the script counts."""
    _script(tmp_path, "script = 1")
    _notebook(tmp_path, _code("notebook = 1"))

    assert _cells(tmp_path) == {PART: [("script = 1", 1, "")]}


def test_part_again_under_its_mark(tmp_path: Path) -> None:
    """Cells of one part may stand apart from each other."""
    path = _script(tmp_path, f"# {PART}\na = 1\n# {OTHER}\nb = 2\n# {PART}\nc = 3\n", "mine.py")

    assert _cells(path, PART) == {PART: [(f"# {PART}\na = 1", 1, ""), (f"# {PART}\nc = 3\n", 5, "")]}


def test_file_of_a_part_that_names_another(tmp_path: Path) -> None:
    """A part's own file is taken whole although a comment in it names another part."""
    path = _script(tmp_path, f"a = 1\n# as in {OTHER}\nb = 2\n")

    assert [source for source, _, _ in _cells(path)[PART]] == ["a = 1", f"# as in {OTHER}\nb = 2\n"]


def test_notebook(tmp_path: Path) -> None:
    """A notebook's code cells are numbered on from one to the next and named by their place in the notebook."""
    path = _notebook(
        tmp_path,
        _words("# Title"),
        _code("a = 1\nb = 2"),
        _code(""),
        _code(["c = 3\n", "d = 4"]),
        _code("e = 5\r\n"),
    )

    assert _cells(path) == {
        PART: [("a = 1\nb = 2", 1, "cell 2"), ("c = 3\nd = 4", 3, "cell 4"), ("e = 5\n", 5, "cell 5")]
    }


def test_old_notebook(tmp_path: Path) -> None:
    """A notebook of format 3, with its work sheets, is read like one of format 4."""
    cell = {
        "cell_type": "code",
        "input": "a = 1",
        "language": "python",
        "outputs": [],
        "collapsed": False,
        "metadata": {},
    }
    document = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [{"cells": [cell]}],
    }
    path = _script(tmp_path, json.dumps(document), f"{PART}.ipynb")

    assert _cells(path) == {PART: [("a = 1", 1, "cell 1")]}


MARKED = [
    pytest.param([_code(f"# {PART}\na = 1")], [_code(f"# {OTHER}\nb = 2")], id="comments"),
    pytest.param(
        [_words(f"## {PART}: a line"), _code("a = 1")], [_words(OTHER), _code("b = 2")], id="headings"
    ),
    pytest.param([_code("a = 1", tags=[PART])], [_code("b = 2", tags=["x", OTHER])], id="tags"),
    pytest.param(
        [_words("Text", tags=[PART]), _code("a = 1")], [_code("b = 2", tags=[OTHER])], id="tag-of-a-heading"
    ),
]


@pytest.mark.parametrize(("first", "second"), MARKED)
def test_lesson_notebook(first: list[dict[str, Any]], second: list[dict[str, Any]], tmp_path: Path) -> None:
    """A lesson's notebook marks its cells by comment, heading or tag; the first cells belong to every part."""
    path = _notebook(
        tmp_path, _code("import os"), *first, _code("more = 1"), *second, name="exercise_2_3.ipynb"
    )
    found = _cells(path, PART, OTHER)
    last = {part: [source.split("\n")[-1] for source, _, _ in cells] for part, cells in found.items()}

    assert last == {PART: ["import os", "a = 1", "more = 1"], OTHER: ["import os", "b = 2"]}
    assert [first_line for _, first_line, _ in found[OTHER]] == [1, 2]


MAGICS = [
    pytest.param("%matplotlib inline\nx = 1", "pass  # %matplotlib inline\nx = 1", id="line-magic"),
    pytest.param("!pip install x\nx = 1", "pass  # !pip install x\nx = 1", id="shell"),
    pytest.param("if x:\n    %time y\nz = 1", "if x:\n    y\nz = 1", id="indented"),
    pytest.param("%%bash\nls\nrm x", "# %%bash\n# ls\n# rm x", id="cell-of-another-language"),
    pytest.param("%%time\nx = 1", "# %%time\nx = 1", id="timed-cell"),
    pytest.param("\n%%timeit -n1\nx = 1", "\n# %%timeit -n1\nx = 1", id="timed-cell-after-an-empty-line"),
    pytest.param("%timeit -n 3 -r1 f(x)\n%time", "f(x)\npass", id="timed-line"),
    pytest.param("files = !ls\nx = 1", "files = None  # files = !ls\nx = 1", id="shell-assigned"),
    pytest.param("here = %pwd", "here = None  # here = %pwd", id="magic-assigned"),
    pytest.param("x.shape?\nlen??\n?len", "pass  # x.shape?\npass  # len??\npass  # ?len", id="help"),
    pytest.param("%time x = 1\nawait x", "x = 1\nawait x", id="await"),
    pytest.param("%setup exercise_2_3_1\nx = 1", "# %setup exercise_2_3_1\nx = 1", id="own-set-up"),
    pytest.param("%load_ext grader\n%grade", "# %load_ext grader\n# %grade", id="own-extension"),
    pytest.param("x = (7\n  % 2)", "x = (7\n  % 2)", id="remainder"),
    pytest.param('x = """\n%d\n!\n"""', 'x = """\n%d\n!\n"""', id="inside-a-string"),
    pytest.param("x = 7 % 2", "x = 7 % 2", id="operator"),
]


@pytest.mark.parametrize(("source", "python"), MAGICS)
def test_magics(source: str, python: str, tmp_path: Path) -> None:
    """For who reads it, lines for IPython or the shell become comments in their places; Python stays as it is."""
    path = _notebook(tmp_path, _code(source))
    found = find_submissions(path, (PART,)).submissions[PART].cells

    assert [cell.python for cell in found] == [python]
    assert python.count("\n") == source.count("\n")
    compile(python, "cell", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)


UNREADABLE = [
    pytest.param(f"{PART}.py", b"", "is empty; write the answer into it", id="empty"),
    pytest.param(f"{PART}.py", b" \n\t\n", "is empty; write the answer into it", id="blank"),
    pytest.param(f"{PART}.py", codecs.BOM_UTF8 + b"\n", "is empty; write", id="only-a-bom"),
    pytest.param(f"{PART}.py", b"\x1c", "is empty; write", id="only-a-separator"),
    pytest.param(f"{PART}.py", b"# coding: undefined\nx = 1\n", "names an encoding", id="undefined-encoding"),
    pytest.param(f"{PART}.py", b"# coding: punycode\nx = 1\n", "names an encoding", id="encoding-of-no-text"),
    pytest.param(f"{PART}.py", b"# coding: hex\nx = 1\n", "names an encoding", id="encoding-of-bytes"),
    pytest.param(f"{PART}.py", b"\x89PNG\r\n\x1a\n\0\0\0\r", "is not text: it holds null bytes", id="picture"),
    pytest.param(f"{PART}.py", bytes(range(1, 256)) * 4, "is not text (byte 0x80 on line 2)", id="rubbish"),
    pytest.param(f"{PART}.py", b"# caf\xe9\n", "is not UTF-8 (byte 0xe9 on line 1; perhaps Windows-1252)", id="windows"),
    pytest.param(f"{PART}.py", b"a = 1\nb = '\x93hi\x94'\n", "byte 0x93 on line 2", id="windows-quotes"),
    pytest.param(f"{PART}.py", "x = 1".encode("utf-16"), "is UTF-16 text; save it as UTF-8", id="utf-16"),
    pytest.param(f"{PART}.py", b"# coding: klingon\nx = 1\n", "names an encoding", id="unknown-encoding"),
    pytest.param(f"{PART}.py", b"#" * (SOURCE_BYTES + 1), "is larger than 1,048,576 bytes", id="large"),
    pytest.param(f"{PART}.ipynb", b"#" * (NOTEBOOK_BYTES + 1), "is larger than 33,554,432 bytes", id="large-notebook"),
    pytest.param(f"{PART}.ipynb", b"", "is empty", id="empty-notebook"),
    pytest.param(f"{PART}.ipynb", b"{", "is not a notebook that can be read", id="broken-json"),
    pytest.param(f"{PART}.ipynb", b"[]", "is not a notebook that can be read", id="list"),
    pytest.param(f"{PART}.ipynb", b"17", "is not a notebook that can be read", id="number"),
    pytest.param(f"{PART}.ipynb", b"[" * 100_000, "is not a notebook that can be read", id="deep-json"),
    pytest.param(f"{PART}.ipynb", b'{"nbformat": 99}', "is not a notebook that can be read", id="future-format"),
    pytest.param(f"{PART}.ipynb", b'{"nbformat": 4, "cells": 3}', "is not a notebook", id="cells-a-number"),
    pytest.param(
        f"{PART}.ipynb", b'{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": []}', "has no code", id="no-cells"
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "reason"), UNREADABLE)
def test_unreadable(name: str, data: bytes, reason: str, tmp_path: Path) -> None:
    """A file that cannot be read is an error that names the file and the reason, by path and in a folder."""
    path = _script(tmp_path, data, name)

    with pytest.raises(SubmissionError) as by_path:
        find_submissions(path, (PART,))
    with pytest.raises(SubmissionError) as in_folder:
        find_submissions(tmp_path, (PART,))

    assert reason in str(by_path.value)
    assert str(path) in str(by_path.value)
    assert str(in_folder.value) == str(by_path.value)


def test_notebook_of_another_language(tmp_path: Path) -> None:
    """A notebook for another language is refused by its name."""
    path = _notebook(
        tmp_path, _code("x <- 1"), kernelspec={"language": "R", "name": "ir", "display_name": "R"}
    )

    with pytest.raises(SubmissionError, match="is a notebook for R; the exercises are answered in Python"):
        find_submissions(path, (PART,))


def test_notebook_with_too_much_code(tmp_path: Path) -> None:
    """A notebook's code is bounded as a script's is."""
    path = _notebook(tmp_path, _code("#" * SOURCE_BYTES), _code("x = 1"))

    with pytest.raises(SubmissionError, match="holds more than 1,048,576 characters of code"):
        find_submissions(path, (PART,))


def test_large_outputs_are_no_code(tmp_path: Path) -> None:
    """What a notebook stores as output may be larger than any source."""
    output = {"output_type": "stream", "name": "stdout", "text": "x" * (2 * SOURCE_BYTES)}
    path = _notebook(tmp_path, _code("x = 1") | {"outputs": [output]})

    assert _cells(path) == {PART: [("x = 1", 1, "cell 1")]}


def test_nothing_there(tmp_path: Path) -> None:
    """A missing path, a folder without the parts, and a file without their marks each say what to do."""
    unmarked = _script(tmp_path, "x = 1", "mine.py")
    empty = tmp_path / "empty"
    empty.mkdir()

    with pytest.raises(SubmissionError, match="there is no file or folder"):
        find_submissions(tmp_path / "gone.py", (PART,))
    with pytest.raises(
        SubmissionError, match=rf"holds no {PART}.py or {PART}.ipynb; name the file, or the folder"
    ):
        find_submissions(empty, (PART,))
    with pytest.raises(SubmissionError, match=r"\(nor any other of the 2 parts\)"):
        find_submissions(empty, (PART, OTHER))
    with pytest.raises(SubmissionError, match=rf'marks no cell for {PART}; put a comment "# {PART}" above'):
        find_submissions(unmarked, (PART, OTHER))


def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    """A file that the system does not give out is an error with the system's own words."""
    folder = tmp_path / f"{PART}.py"
    folder.mkdir()
    loop = tmp_path / "loop.py"
    loop.symlink_to(loop)

    with pytest.raises(SubmissionError):
        find_submissions(loop, (PART,))
    with pytest.raises(SubmissionError, match="holds no"):
        find_submissions(tmp_path, (PART,))


def test_one_broken_among_others(tmp_path: Path) -> None:
    """One file that cannot be read leaves the others to be graded, and is told apart from a missing one."""
    _script(tmp_path, "x = 1")
    _script(tmp_path, b"\xff\xfe", f"{OTHER}.py")
    found = find_submissions(tmp_path, (PART, OTHER, THIRD))

    assert set(found.submissions) == {PART}
    assert set(found.unreadable) == {OTHER}
    assert "UTF-16" in str(found.unreadable[OTHER])


def test_broken_script_beside_a_notebook(tmp_path: Path) -> None:
    """A notebook stands in for a script that cannot be read."""
    _script(tmp_path, b"\0")
    _notebook(tmp_path, _code("x = 1"))
    found = find_submissions(tmp_path, (PART,))

    assert [cell.source for cell in found.submissions[PART].cells] == ["x = 1"]
    assert found.unreadable == {}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(data=st.binary(max_size=300), suffix=st.sampled_from([".py", ".ipynb"]))
def test_any_bytes(data: bytes, suffix: str, tmp_path: Path) -> None:
    """Any bytes are read into at least one cell, or refused with a SubmissionError, and nothing else."""
    path = _script(tmp_path, data, PART + suffix)
    try:
        cells = find_submissions(path, (PART,)).submissions[PART].cells
    except SubmissionError as error:
        assert str(path) in str(error)
        return

    assert len(cells) >= 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda some: (
        st.lists(some, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "cells",
                    "metadata",
                    "nbformat",
                    "nbformat_minor",
                    "cell_type",
                    "source",
                    "tags",
                    "kernelspec",
                ]
            ),
            some,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(cells=JSON, metadata=JSON)
def test_any_json(cells: object, metadata: object, tmp_path: Path) -> None:
    """A notebook of any JSON is read into cells or refused with a SubmissionError, and nothing else."""
    document = {"nbformat": 4, "nbformat_minor": 4, "metadata": metadata, "cells": cells}
    path = _script(tmp_path, json.dumps(document), f"{PART}.ipynb")
    try:
        found = find_submissions(path, (PART,)).submissions[PART].cells
    except SubmissionError as error:
        assert str(path) in str(error)
        return

    assert len(found) >= 1


def test_notebook_that_jupyter_writes(tmp_path: Path) -> None:
    """What nbformat itself writes is read."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("x = 1"), nbformat.v4.new_markdown_cell("y")]
    )
    path = tmp_path / f"{PART}.ipynb"
    nbformat.write(notebook, path)

    assert _cells(path) == {PART: [("x = 1", 1, "cell 1")]}
