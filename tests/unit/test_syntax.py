"""The syntax tree of a submission: names through imports, lines, blanks, and any text at all."""

from __future__ import annotations

import ast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.checks.syntax import Syntax, canonical
from grader.evidence import Cell
from tests.support import evidence

CALLS = [
    pytest.param("import tensorflow as tf\ntf.multiply(1, 2)", "tensorflow.multiply", id="tf"),
    pytest.param("import tensorflow\ntensorflow.multiply(1, 2)", "tensorflow.multiply", id="tensorflow"),
    pytest.param("from tensorflow import multiply\nmultiply(1, 2)", "tensorflow.multiply", id="from"),
    pytest.param("from tensorflow import multiply as m\nm(1, 2)", "tensorflow.multiply", id="from-as"),
    pytest.param("import tensorflow.math as tm\ntm.multiply(1, 2)", "tensorflow.multiply", id="math"),
    pytest.param("from tensorflow import math\nmath.multiply(1, 2)", "tensorflow.multiply", id="from-math"),
    pytest.param("import tensorflow as tf\nm = tf.multiply\nm(1, 2)", "tensorflow.multiply", id="assigned"),
    pytest.param(
        "import tensorflow as tf\nk = tf.keras\nk.losses.mse(1, 2)",
        "tensorflow.keras.losses.mse",
        id="module-assigned",
    ),
    pytest.param("import tensorflow.compat.v2 as tf\ntf.multiply(1)", "tensorflow.multiply", id="compat"),
    pytest.param("from keras.losses import mse\nmse(1, 2)", "tensorflow.keras.losses.mse", id="keras"),
    pytest.param("import tf_keras as k\nk.losses.mse(1, 2)", "tensorflow.keras.losses.mse", id="tf-keras"),
    pytest.param(
        "import tensorflow as tf\ntf.losses.mse(1)", "tensorflow.keras.losses.mse", id="short-losses"
    ),
    pytest.param("import tensorflow as tf\ntf.linalg.matmul(1)", "tensorflow.matmul", id="linalg"),
    pytest.param(
        "def f():\n    import tensorflow as tf\n    tf.multiply(1)", "tensorflow.multiply", id="inside"
    ),
    pytest.param("print(1)", "print", id="builtin"),
    pytest.param("x[0].go()", None, id="no-name"),
    pytest.param("(lambda: 1)()", None, id="no-name-either"),
]


@pytest.mark.parametrize(("source", "name"), CALLS)
def test_calls_by_their_usual_names(source: str, name: str | None) -> None:
    """A call has the one usual name of what it calls, whatever it was imported as."""
    names = [found for found, _ in Syntax(evidence(source=source)).calls()]

    assert names == ([name] if name else [])


def test_names_of_the_setup() -> None:
    """What the set-up imported is known in the submission, and the submission's own imports come later."""
    found = Syntax(
        evidence(setup="from tensorflow import multiply as mul, keras", source="mul(1)\nkeras.losses.mse(2)")
    )
    other = Syntax(
        evidence(
            setup="from tensorflow import matmul as f", source="from tensorflow import multiply as f\nf(1)"
        )
    )

    assert [name for name, _ in found.calls()] == ["tensorflow.multiply", "tensorflow.keras.losses.mse"]
    assert [name for name, _ in other.calls()] == ["tensorflow.multiply"]


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("tensorflow.math.multiply", "tensorflow.multiply"),
        ("tensorflow.compat.v2.math.multiply", "tensorflow.multiply"),
        ("tensorflow.python.keras.losses.mse", "tensorflow.keras.losses.mse"),
        ("tensorflow.optimizers.Adam", "tensorflow.keras.optimizers.Adam"),
        ("keras", "keras"),
        ("numpy.multiply", "numpy.multiply"),
        ("tensorflow.mathematics", "tensorflow.mathematics"),
    ],
)
def test_usual_names(name: str, usual: str) -> None:
    """Every other name of a thing is replaced by the usual one, and a usual name stays."""
    assert canonical(name) == usual
    assert canonical(usual) == usual


IMPORTED = [
    pytest.param("import tensorflow as tf", {"tensorflow"}, id="import"),
    pytest.param("import a.b.c", {"a", "a.b", "a.b.c"}, id="dotted"),
    pytest.param("from a.b import c as d", {"a", "a.b", "a.b.c"}, id="from"),
    pytest.param("from . import x", set(), id="relative"),
    pytest.param("x = 'import tensorflow'  # import tensorflow", set(), id="only-words"),
]


@pytest.mark.parametrize(("source", "modules"), IMPORTED)
def test_imported_modules(source: str, modules: set[str]) -> None:
    """Imports of any style are found, and words that look like imports are not."""
    assert Syntax(evidence(source=source)).imported() == modules


WITHIN = """
def f(x):
    def inner():
        return x + 1
    return inner() * 2

def g(x):
    return x - 1

h = lambda x: x / 2
"""


@pytest.mark.parametrize(
    ("within", "operators"),
    [
        pytest.param("", {"Add", "Mult", "Sub", "Div"}, id="everywhere"),
        pytest.param("f", {"Add", "Mult"}, id="function-with-a-function"),
        pytest.param("g", {"Sub"}, id="function"),
        pytest.param("h", {"Div"}, id="lambda"),
        pytest.param("nothing", set(), id="not-there"),
    ],
)
def test_within(within: str, operators: set[str]) -> None:
    """Only the named function is looked at, with what is inside it."""
    nodes = Syntax(evidence(source=WITHIN)).nodes(within)

    assert {type(node.op).__name__ for node in nodes if isinstance(node, ast.BinOp)} == operators


BINDINGS = [
    pytest.param("x = 1", 1, id="assignment"),
    pytest.param("x = 1\ny = x\nx = 2\nprint(x)", 3, id="last"),
    pytest.param("a, (b, *x) = 1, (2, 3)", 1, id="unpacked"),
    pytest.param("x: int = 1", 1, id="annotated"),
    pytest.param("x = 1\nx += 1", 2, id="in-place"),
    pytest.param("\ndef x():\n    pass", 2, id="function"),
    pytest.param("class x: pass", 1, id="class"),
    pytest.param("import numpy as x", 1, id="import"),
    pytest.param("import x.y", 1, id="import-dotted"),
    pytest.param("for x in y:\n    pass", 1, id="loop"),
    pytest.param("(x := 3)", 1, id="walrus"),
    pytest.param("with open(y) as x: pass", 1, id="with"),
    pytest.param("print(x)", None, id="only-read"),
    pytest.param("y.x = 1", None, id="attribute"),
]


@pytest.mark.parametrize(("source", "line"), BINDINGS)
def test_binding_line(source: str, line: int | None) -> None:
    """A name's line is the last on which it is bound, in any of Python's ways."""
    assert Syntax(evidence(source=source)).binding_line("x") == line


BLANKS = [
    pytest.param("x = ____", [1], id="name"),
    pytest.param("x = a.____()", [1], id="attribute"),
    pytest.param("from ____ import ____", [1], id="import"),
    pytest.param("import a as ____", [1], id="import-as"),
    pytest.param("def ____(x): return x", [1], id="function"),
    pytest.param("def f(____): return 1", [1], id="parameter"),
    pytest.param("f(____=1)", [1], id="keyword"),
    pytest.param("x = ____\ny = 1\nz = ____(____, ____)", [1, 3], id="several"),
    pytest.param("x = '____'  # ____", [], id="only-words"),
    pytest.param("x = _____ + ___", [], id="other-lengths"),
    pytest.param("x = ", [], id="not-python"),
]


@pytest.mark.parametrize(("source", "lines"), BLANKS)
def test_blank_lines(source: str, lines: list[int]) -> None:
    """A blank is found wherever Python takes a name, and not in texts or comments."""
    assert Syntax(evidence(source=source)).blank_lines() == lines


def test_lines_over_cells() -> None:
    """Lines count on from one cell to the next, and a cell that is not Python hides no other."""
    cells = (
        Cell("a = 1\nb = ____", 1, "cell 1"),
        Cell("not python", 3, "cell 2"),
        Cell("c = 1\nd = ____", 4, "cell 3"),
    )
    syntax = Syntax(evidence(source=cells))

    assert syntax.blank_lines() == [2, 5]
    assert (syntax.binding_line("c"), syntax.binding_line("a")) == (4, 1)


def test_loops() -> None:
    """Loops are found by their lines, `while` first, since it is what does not end."""
    assert Syntax(evidence(source="for x in y:\n    pass\nwhile True:\n    pass")).loops() == [3, 1]


@given(st.text())
@example("(" * 5000)
@example("-" * 100_000 + "1")
@example("[" * 50_000 + "]" * 50_000)
@example("x = " + "1 + " * 20_000 + "1")
@example("a" + ".b" * 20_000)
@example("\0")
@example("\ud800")
@example("x = '\\N{nothing}'")
@example("# coding: klingon")
@example("lambda: (yield)")
@example("import " + "a." * 5000 + "a")
def test_any_text(text: str) -> None:
    """Any text, as submission or as set-up, is looked at without an error."""
    for syntax in (Syntax(evidence(source=text)), Syntax(evidence(setup=text, source="f(1)"))):
        found = [list(syntax.calls()), list(syntax.calls("f")), syntax.blank_lines(), syntax.loops()]
        assert all(isinstance(each, list) for each in found)
        assert isinstance(syntax.imported(), set)
        assert syntax.binding_line("x") is None or "x" in text
