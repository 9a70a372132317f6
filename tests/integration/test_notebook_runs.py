"""Notebooks down the whole road: what their kernel does, what the learner is told, what comes back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jupytext
import msgspec
import nbformat
import pytest
from click.testing import CliRunner

from grader.cli.group import cli
from grader.evidence import Cell, Evidence, FiguresProbe, Missing, NameProbe, Scalar
from grader.explain import explain
from grader.limits import CHEAPEST, Stopped
from grader.results import Report
from grader.sandbox.supervisor import Job

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from grader.catalogue import Course
    from grader.sandbox.supervisor import Supervisor

    Run = Callable[..., Evidence]


@pytest.fixture
def run(supervisor: Supervisor) -> Run:
    """Run cells as a notebook's."""

    def run_cells(*sources: str, names: tuple[str, ...] = (), setup: str = "") -> Evidence:
        cells, line = [], 1
        for number, source in enumerate(sources, start=1):
            cells.append(Cell(source, line, f"cell {number}"))
            line += source.count("\n") + 1
        probes = (*map(NameProbe, names), FiguresProbe())
        job = Job(cells=tuple(cells), setup=setup, files=(), probes=probes, seed=1, limits=CHEAPEST)
        return supervisor.run(job)

    return run_cells


def _shown(evidence: Evidence) -> list[list[dict[str, object]]]:
    return [json.loads(cell.outputs) for cell in evidence.outputs]


def test_names_and_output(run: Run) -> None:
    """Cells share one namespace with the set-up; what they print is what a script prints, and shows at its cell."""
    evidence = run("x = y + 1\nprint('one')", "print('two')\nx * 2", setup="y = 1", names=("x", "y"))
    first, second = _shown(evidence)

    assert evidence.facts[:2] == (Scalar(value=2), Scalar(value=1))
    assert (evidence.complete, evidence.error, evidence.stopped) == (True, None, None)
    assert evidence.stdout == "one\ntwo\n"
    assert first == [{"output_type": "stream", "name": "stdout", "text": "one\n"}]
    assert [output["output_type"] for output in second] == ["stream", "execute_result"]
    assert second[1]["data"] == {"text/plain": "4"}
    assert [cell.execution_count for cell in evidence.outputs] == [1, 2]


IPYTHON = [
    pytest.param("%%time\nx = 1", id="cell-magic"),
    pytest.param("%time x = 1", id="line-magic"),
    pytest.param("%matplotlib inline\nx = 1", id="inline"),
    pytest.param("import asyncio\nawait asyncio.sleep(0)\nx = 1", id="await"),
    pytest.param("!pip install tensorflow\nx = 1", id="shell"),
    pytest.param("%pip install tensorflow\nx = 1", id="pip"),
    pytest.param("files = !ls\nx = 1", id="shell-assigned"),
    pytest.param("x = 1\nx?", id="help"),
    pytest.param("%history\nx = len(In) - 1", id="history"),
    pytest.param("from IPython.display import HTML, display\ndisplay(HTML('<b>'))\nx = 1", id="display"),
    pytest.param("x = 1\nexit()", id="exit"),
    pytest.param("get_ipython().run_cell('x = 1')", id="nested"),
    pytest.param("%%capture\nx = 1\nprint(x)", id="capture"),
]


@pytest.mark.parametrize("source", IPYTHON)
def test_what_ipython_adds(source: str, run: Run) -> None:
    """Magics, `await`, rich display and help work; a command for the shell is left out."""
    evidence = run(source, names=("x",))

    assert (evidence.error, evidence.stopped) == (None, None)
    assert evidence.facts[0] == Scalar(value=1)


def test_a_command_for_the_shell_is_named(run: Run) -> None:
    """The learner sees that a command was left out, and which."""
    evidence = run("!echo hello", "%%bash\necho hello")

    assert evidence.stderr.startswith("left out, since no other program runs here: echo hello\n")
    assert evidence.stderr.count("left out") == 2
    assert "hello\n" not in evidence.stdout


ERRORS = [
    pytest.param("\n\ny = 1 / 0", "ZeroDivisionError", 3, id="after-empty-lines"),
    pytest.param("def f():\n    return 1 / 0\n\nf()", "ZeroDivisionError", 2, id="function"),
    pytest.param("z = (", "SyntaxError", 1, id="syntax"),
    pytest.param("x = 1\nif x:\ny = 2", "IndentationError", 3, id="indentation"),
    pytest.param("%%time\nx = 1\ny = 1 / 0", "ZeroDivisionError", 3, id="timed"),
    pytest.param("input('name')", "StdinNotImplementedError", 1, id="input"),
    pytest.param("import sys\nsys.exit(3)", "SystemExit", 2, id="system-exit"),
    pytest.param("raise KeyboardInterrupt", "KeyboardInterrupt", 1, id="interrupt"),
]


@pytest.mark.parametrize(("source", "kind", "line"), ERRORS)
def test_error_has_its_cell_and_line(source: str, kind: str, line: int, run: Run) -> None:
    """What a cell raises ends the notebook; the line is counted through the cells, and told with the cell."""
    evidence = run("a = 1\nb = 2", source, "c = 3", names=("a", "c"))
    told = explain(evidence, CHEAPEST)

    assert evidence.complete
    assert evidence.error is not None
    assert (evidence.error.type, evidence.error.line) == (kind, 2 + line)
    assert evidence.facts[:2] == (Scalar(value=1), Missing())
    assert len(evidence.outputs) == 2
    assert told is not None
    assert told.explanation
    assert all(step.startswith(f"cell 2, line {line}") for step in told.traceback[-1:])


def test_cell_that_does_not_end(run: Run) -> None:
    """A cell that takes longer than a script may ends the run, and is named with its loop."""
    evidence = run("for i in range(3):\n    pass", "while True:\n    pass", "x = 1")
    told = explain(evidence, CHEAPEST)

    assert (evidence.stopped, evidence.complete, len(evidence.outputs)) == (Stopped.CELL_TIME, False, 1)
    assert told is not None
    assert told.message == "after 3 s, in cell 2"
    assert (told.line, told.explanation) == (3, "Does the loop on line 3 end?")


def test_cells_that_take_too_long_together(run: Run) -> None:
    """Many cells together have a limit, too."""
    evidence = run(*["import time\ntime.sleep(2.5)"] * 6)
    told = explain(evidence, CHEAPEST)

    assert evidence.stopped is Stopped.WALL_TIME
    assert told is not None
    assert told.message == "after 9 s, in cell 4"


def test_what_tensorflow_logs(run: Run) -> None:
    """A warning of TensorFlow's stands in the cell's output as its text, and in what the run printed."""
    evidence = run("import tensorflow as tf", "tf.get_logger().warning('heard')")
    _, second = _shown(evidence)

    assert second == [{"output_type": "stream", "name": "stderr", "text": "WARNING:tensorflow:heard\n"}]
    assert evidence.stderr.endswith("WARNING:tensorflow:heard\n")


STAYS = """
import time
from ipykernel.kernelapp import IPKernelApp
IPKernelApp.instance().control_thread.io_loop.add_callback(lambda: time.sleep(1000))
"""


def test_kernel_that_stays(run: Run) -> None:
    """A kernel that does not end when its last cell has is given the time of one more, not of all that could have been."""
    evidence = run("x = 1", STAYS)
    told = explain(evidence, CHEAPEST)

    assert (evidence.stopped, evidence.complete, len(evidence.outputs)) == (Stopped.CELL_TIME, False, 2)
    assert told is not None
    assert told.message == "after 3 s"


LEAK = """
import os
held = []
try:
    while True:
        held.append(os.dup(1))
except OSError as error:
    print(error.strerror)
"""


def test_no_descriptor_left(run: Run) -> None:
    """A cell may use up the descriptors: what it and the next ones show still comes, and the kernel still ends."""
    evidence = run(LEAK, "print('second')", names=("held",))
    first, second = _shown(evidence)

    assert (evidence.complete, evidence.error, evidence.stopped) == (True, None, None)
    assert first[0]["text"] == "Too many open files\n"
    assert second[0]["text"] == "second\n"


def test_error_for_want_of_a_descriptor(run: Run) -> None:
    """The error that a cell raises when it has used them up is told as a script's is."""
    evidence = run("import os\nheld = []\nwhile True:\n    held.append(os.dup(1))", names=("held",))

    assert evidence.complete
    assert evidence.error is not None
    assert (evidence.error.type, evidence.error.line) == ("OSError", 4)


@pytest.mark.parametrize("source", ["import os\nos._exit(0)", "import ctypes\nctypes.string_at(0)"])
def test_kernel_that_ends_itself(source: str, run: Run) -> None:
    """A kernel that dies leaves no evidence, and keeps what the cells before it showed."""
    evidence = run("print('first')", source, "x = 1")

    assert not evidence.complete
    assert len(evidence.outputs) == 1
    assert explain(evidence, CHEAPEST) is not None


@pytest.mark.parametrize(
    "source", ["while True:\n    print('x' * 1000)", "while True:\n    display('x' * 1000000)"]
)
def test_output_without_end(source: str, run: Run) -> None:
    """What a notebook prints or displays is bounded."""
    assert run(source).stopped is Stopped.OUTPUT


FIGURES = [
    pytest.param(("plt.plot([1, 2])\nplt.plot([3, 4])\nplt.show()",), [2], id="one"),
    pytest.param(("plt.plot([1, 2])\nplt.show()\nplt.plot([3, 4])\nplt.show()",), [1, 1], id="two"),
    pytest.param(("plt.plot([1, 2])\nplt.show()\nplt.plot([3, 4])",), [1, 1], id="second-not-shown"),
    pytest.param(("plt.plot([1, 2])\nplt.close()\nplt.plot([3, 4])\nplt.show()",), [1], id="closed"),
]


@pytest.mark.parametrize(("sources", "lines"), FIGURES)
def test_figures(sources: tuple[str, ...], lines: list[int], run: Run, supervisor: Supervisor) -> None:
    """A script and a notebook leave the same figures: those that were shown, each once, and what is still open."""
    source = "import matplotlib.pyplot as plt\n" + "\n".join(sources)
    job = Job(cells=(Cell(source),), setup="", files=(), probes=(FiguresProbe(),), seed=1, limits=CHEAPEST)
    script = supervisor.run(job).facts[0]
    evidence = run(source)
    pictures = [output for outputs in _shown(evidence) for output in outputs if "data" in output]

    assert [len(figure.lines) for figure in script.figures] == lines
    assert evidence.facts[0] == script
    assert sum("image/png" in output["data"] for output in pictures) == len(lines)


def test_figures_of_several_cells(run: Run) -> None:
    """As in Jupyter, a cell's figure is shown at its end, and the next cell draws a new one."""
    evidence = run("import matplotlib.pyplot as plt\nplt.plot([1, 2]);", "plt.plot([3, 4]);")

    assert evidence.facts[0].count == 2
    assert [len(outputs) for outputs in _shown(evidence)] == [1, 1]


def test_feedback(course: Course, tmp_path: Path) -> None:
    """`--feedback` writes a lesson's notebook back: cards above the parts, fresh outputs, and the exit code of the grade."""
    right, wrong = (course.part(f"exercise_1_2_{number}").solution for number in (1, 2))
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# My homework"),
            nbformat.v4.new_markdown_cell("## exercise_1_2_1"),
            nbformat.v4.new_code_cell(right),
            nbformat.v4.new_code_cell("# exercise_1_2_2\n" + wrong.replace("matmul", "multiply") + "\n1 / 0"),
            nbformat.v4.new_code_cell("# exercise_1_2_3\nprint('nothing yet')"),
        ]
    )
    nbformat.write(notebook, tmp_path / "exercise_1_2.ipynb")
    answer = CliRunner().invoke(
        cli,
        ["exercise_1_2", str(tmp_path), "--feedback", "--report", str(tmp_path / "out")],
        standalone_mode=False,
    )
    back = nbformat.read(tmp_path / "out" / "exercise_1_2.feedback.ipynb", as_version=4)
    nbformat.validate(back)
    first = [cell.source.split("\n")[0] for cell in back.cells]

    assert answer.return_value == 1
    assert f"Feedback: {tmp_path / 'out' / 'exercise_1_2.feedback.ipynb'}" in answer.stderr
    assert [line for line in first if line.startswith("**")] == [
        f"**Grade of exercise_1_2_{number}**" for number in (1, 2, 3)
    ]
    assert first[1:3] == ["**Grade of exercise_1_2_1**", "## exercise_1_2_1"]
    assert "cell 4" in back.cells[first.index("**Grade of exercise_1_2_2**")].source
    assert back.cells[-1].outputs[0].text == "nothing yet\n"


def test_feedback_on_a_script(tmp_path: Path, course: Course) -> None:
    """For a script there is no feedback notebook, and the call says so."""
    (tmp_path / "exercise_1_2_3.py").write_text(course.part("exercise_1_2_3").solution)
    answer = CliRunner().invoke(
        cli,
        ["exercise_1_2_3", str(tmp_path), "--feedback", "--report", str(tmp_path / "out")],
        standalone_mode=False,
    )

    assert answer.return_value == 0
    assert "no feedback notebook: nothing that was graded is a notebook" in answer.stderr


def _report(path: Path, folder: Path) -> Report:
    out = folder / f"{path.suffix[1:]}-report"
    CliRunner().invoke(cli, ["exercise_1_2", str(path), "--report", str(out)], standalone_mode=False)
    return msgspec.json.decode((out / "exercise_1_2.json").read_bytes(), type=Report)


def test_round_trip(course: Course, tmp_path: Path) -> None:
    """Stub, notebook, answer, script: a lesson's notebook and the script that Jupytext makes of it have one grade."""
    CliRunner().invoke(cli, ["start", "exercise_1_2", "--notebook", "--to", str(tmp_path)])
    path = tmp_path / "exercise_1_2.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        for part in set(cell.metadata.get("tags", [])) & {f"exercise_1_2_{number}" for number in (1, 2, 3)}:
            solution = course.part(part).solution
            # The last part's answer has an error in it.
            cell.source = f"# {part}\n{solution}" + ("\n1 / 0" if part == "exercise_1_2_3" else "")
    nbformat.validate(notebook)
    nbformat.write(notebook, path)
    script = tmp_path / "exercise_1_2.py"
    jupytext.write(notebook, script, fmt="py:percent")
    from_notebook, from_script = _report(path, tmp_path), _report(script, tmp_path)

    assert [part.outcome for part in from_notebook.parts] == ["passed", "passed", "failed"]
    assert [
        (part.outcome, part.score, [(check.id, check.outcome, check.message) for check in part.checks])
        for part in from_notebook.parts
    ] == [
        (part.outcome, part.score, [(check.id, check.outcome, check.message) for check in part.checks])
        for part in from_script.parts
    ]
