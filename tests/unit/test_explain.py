"""Why code stopped, in plain words, with the line and one thing to try."""

from __future__ import annotations

import pytest

from grader.evidence import Cell, Evidence, Failure, TraceLine
from grader.explain import explain
from grader.limits import DEFAULT, Stopped
from tests.support import evidence


def _raised(kind: str, message: str = "", line: int | None = 2, source: str = "a = 1\nb = 2") -> Evidence:
    return evidence(source=source, error=Failure(kind, message, line))


def test_nothing_to_explain() -> None:
    """Code that ran to its end needs no explanation."""
    assert explain(evidence(), DEFAULT) is None


RAISED = [
    ("SyntaxError", "Look for a missing bracket"),
    ("IndentationError", "begin at the same column"),
    ("TabError", "use spaces only"),
    ("NameError", "typing error"),
    ("ImportError", "spelling of the module"),
    ("ModuleNotFoundError", "no module of this name"),
    ("AttributeError", "nothing of this name"),
    ("TypeError", "wrong type"),
    ("ValueError", "shapes that do not fit"),
    ("InvalidArgumentError", "Compare their shapes"),
    ("KeyError", "key or column"),
    ("IndexError", "beyond the end"),
    ("ZeroDivisionError", "divided by zero"),
    ("RecursionError", "calls itself"),
    ("FileNotFoundError", "without a folder"),
    ("PermissionError", "without the network"),
    ("BlockingIOError", "processes or threads"),
    ("EOFError", "input()"),
    ("SystemExit", "Take the call of `exit` out"),
    ("KeyboardInterrupt", "interrupts itself"),
    ("MemoryError", "more memory"),
]


@pytest.mark.parametrize(("kind", "words"), RAISED, ids=[kind for kind, _ in RAISED])
def test_usual_errors(kind: str, words: str) -> None:
    """Every usual exception has an explanation of its own beside its message and line."""
    error = explain(_raised(kind, "the message"), DEFAULT)

    assert error is not None
    assert (error.type, error.message, error.line) == (kind, "the message", 2)
    assert words in error.explanation


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        pytest.param(
            'in user code:\n\n    File "/a/training.py", line 1, in train_function  *\n        return step_function(self)\n'
            '    File "/a/backend.py", line 5575, in categorical_crossentropy\n        target.assert_is_compatible_with(output)\n'
            "\n    ValueError: Shapes (None, 3) and (None, 4) are incompatible\n",
            "Shapes (None, 3) and (None, 4) are incompatible",
            id="traced",
        ),
        pytest.param(
            'in user code:\n\n    File "/a/engine.py", line 1, in call\n\n    ValueError: Input 0 of layer "dense" is incompatible:'
            " expected axis -1\n\n    Call arguments received:\n      inputs=tf.Tensor\n",
            'Input 0 of layer "dense" is incompatible: expected axis -1',
            id="traced-with-more-below",
        ),
        pytest.param(
            'Graph execution error:\n\nDetected at node f/GatherV2 defined at (most recent call last):\n  File "<frozen runpy>", line 198\n'
            '\n  File "<submission>", line 4, in <module>\n\nindices[0] = 9 is not in [0, 4)\n\t [[{{node f/GatherV2}}]] [Op:__inference_f_7]',
            "indices[0] = 9 is not in [0, 4)",
            id="graph",
        ),
        pytest.param(
            "Graph execution error:\n\nDetected at node 'add' defined at (most recent call last):\n<stack traces unavailable>\n"
            "Incompatible shapes: [2] vs. [3]\n\t [[{{node add}}]]",
            "Incompatible shapes: [2] vs. [3]",
            id="graph-without-traces",
        ),
        pytest.param("Graph execution error:", "Graph execution error:", id="nothing-more"),
        pytest.param('in user code:\n\n    File "/a.py", line 1', "in user code:", id="cut-off"),
        pytest.param('so there\nFile "x"\n\nValueError: y', "so there", id="no-trace"),
    ],
)
def test_message_below_a_trace(message: str, shown: str) -> None:
    """Of what is wrong inside a traced function, what is wrong is shown, and not that there is a trace."""
    error = explain(_raised("ValueError", message), DEFAULT)

    assert error is not None
    assert error.message == shown


def test_unusual_error() -> None:
    """An exception that nobody knows is told as Python tells it."""
    error = explain(_raised("MyOwnError", "so there"), DEFAULT)

    assert error is not None
    assert (error.type, error.message, error.explanation) == ("MyOwnError", "so there", "")


def test_numpy_names_that_are_gone() -> None:
    """The course's old `np.float` is explained by the names that replace it."""
    error = explain(
        _raised("AttributeError", "module 'numpy' has no attribute 'float'.\n`np.float` was"), DEFAULT
    )

    assert error is not None
    assert "`np.float32`" in error.explanation


BLANKS = [
    pytest.param("a = 1\nb = ____", "NameError", 2, 2, id="on-the-line"),
    pytest.param("a = b.____\nc = 2", "AttributeError", 1, 1, id="attribute"),
    pytest.param("def ____(x):\n    return x\nf(1)", "NameError", 3, 1, id="function-without-a-name"),
    pytest.param("def f(x):\n    return (1 +\n        ____)\nf(1)", "TypeError", 3, 3, id="in-a-function"),
]


@pytest.mark.parametrize(("source", "kind", "line", "named"), BLANKS)
def test_blanks_are_the_reason(source: str, kind: str, line: int, named: int) -> None:
    """Where a blank is left, it is named as the reason, with its line."""
    error = explain(_raised(kind, line=line, source=source), DEFAULT)

    assert error is not None
    assert error.explanation == f"Line {named} still has a blank, `____`. Replace it with your answer."


def test_blank_that_is_not_the_reason() -> None:
    """An error elsewhere is explained as what it is although a blank is left."""
    error = explain(_raised("ZeroDivisionError", line=1, source="1 / 0\nx = ____"), DEFAULT)

    assert error is not None
    assert error.explanation == "Something is divided by zero."


def test_traceback_in_a_script() -> None:
    """The traceback has the learner's own lines, with the function's name and the line's text."""
    trace = (TraceLine(4, "<module>"), TraceLine(2, "f"))
    found = evidence(
        source="def f():\n    return 1 / 0\n\nf()", error=Failure("ZeroDivisionError", "no", 2, trace)
    )
    error = explain(found, DEFAULT)

    assert error is not None
    assert error.traceback == ("line 4: f()", "line 2, in f: return 1 / 0")


def test_traceback_in_a_notebook() -> None:
    """In a notebook a place is a line of a cell."""
    cells = (Cell("def f():\n    return 1 / 0", 1, "cell 2"), Cell("\nf()", 3, "cell 5"))
    trace = (TraceLine(4, "<module>"), TraceLine(2, "f"))
    error = explain(evidence(source=cells, error=Failure("ZeroDivisionError", "no", 2, trace)), DEFAULT)

    assert error is not None
    assert error.traceback == ("cell 5, line 2: f()", "cell 2, line 2, in f: return 1 / 0")


def test_traceback_of_deep_recursion() -> None:
    """A line that is called again and again is told once, with how often."""
    trace = (TraceLine(2, "<module>"), *[TraceLine(1, "f")] * 29)
    found = evidence(source="f = lambda: f()\nf()", error=Failure("RecursionError", "deep", 1, trace))
    error = explain(found, DEFAULT)

    assert error is not None
    assert error.traceback == ("line 2: f()", "line 1, in f: f = lambda: f() (29 times)")


def test_lines_that_are_not_there() -> None:
    """A line number that a hostile worker made up breaks nothing."""
    found = evidence(
        source="x", error=Failure("E", "m", -5, (TraceLine(10**9, "f"), TraceLine(-1, "<module>")))
    )
    error = explain(found, DEFAULT)

    assert error is not None
    assert error.traceback == ("line 1000000000, in f: ", "line -1: ")


LOOP = "x = 1\nwhile x:\n    pass"


@pytest.mark.parametrize("stopped", list(Stopped))
@pytest.mark.parametrize("source", [LOOP, "x = 1"], ids=["loop", "no-loop"])
def test_every_stop_is_explained(stopped: Stopped, source: str) -> None:
    """Every limit that stops a run is told with its size; one that a loop explains points at the loop."""
    error = explain(evidence(source=source, complete=False, stopped=stopped, exit_status=-9), DEFAULT)
    by_loop = {Stopped.WALL_TIME, Stopped.CELL_TIME, Stopped.CPU_TIME, Stopped.OUTPUT, Stopped.FILES}

    assert error is not None
    assert error.type == "Stopped"
    assert error.message
    assert error.line == (2 if source is LOOP and stopped in by_loop else None)
    assert ("line 2" in error.explanation) == (error.line == 2)


@pytest.mark.parametrize(
    ("stopped", "size"),
    [
        (Stopped.WALL_TIME, "20 s"),
        (Stopped.CPU_TIME, "40 s"),
        (Stopped.MEMORY, "1,536 MB"),
        (Stopped.OUTPUT, "2 MB"),
        (Stopped.FILES, "256 MB"),
        (Stopped.KILLED, "signal 9"),
    ],
)
def test_stop_names_its_bound(stopped: Stopped, size: str) -> None:
    """The message of a stop holds the bound that was reached."""
    error = explain(evidence(complete=False, stopped=stopped, exit_status=-9), DEFAULT)

    assert error is not None
    assert size in error.message


def test_no_evidence() -> None:
    """A program that ended before anyone looked is told so, with its exit status."""
    error = explain(evidence(complete=False, exit_status=4), DEFAULT)

    assert error is not None
    assert (error.type, error.message) == ("NoEvidence", "the program ended early, with exit status 4")
    assert "os._exit" in error.explanation
