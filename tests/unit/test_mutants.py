"""Mutants of a source: which there are, how they are told, and that each is another program."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.catalogue import find_course
from grader.mutants import Kind, mutants
from tests.support import ROOT

SOLUTIONS = [
    find_course(ROOT).part(name).solution for name in ("exercise_1_3_2", "exercise_2_3_3", "exercise_2_4_2")
]


@pytest.mark.parametrize(
    ("source", "kind", "edits"),
    [
        pytest.param("a = 3", Kind.CONSTANT, ["a = 3 -> a = 4", "a = 3 -> a = 6", "a = 3 -> a = -3"], id="integer"),
        pytest.param("a = 0", Kind.CONSTANT, ["a = 0 -> a = 1"], id="zero-has-no-double"),
        pytest.param("a = -2", Kind.CONSTANT, ["a = -2 -> a = -3", "a = -2 -> a = -4"], id="signed"),
        pytest.param("a = True", Kind.CONSTANT, ["a = True -> a = False"], id="truth"),
        pytest.param(
            "f('relu')", Kind.CONSTANT, ["f('relu') -> f('sigmoid')", "f('relu') -> f('tanh')"], id="activation"
        ),
        pytest.param("f('price')", Kind.CONSTANT, ["f('price') -> f('')"], id="other-text"),
        pytest.param("print('price', a)", Kind.CONSTANT, [], id="printed-label"),
        pytest.param("a = f'{b:.2f} cm'", Kind.CONSTANT, [], id="format"),
        pytest.param("x = f(Adam(0.5, b))", Kind.CONSTANT, ["Adam(0.5, b) -> Adam(1.5, b)", "Adam(0.5, b) -> Adam(1.0, b)", "Adam(0.5, b) -> Adam(-0.5, b)"], id="shown-by-its-call"),
        pytest.param("a = b + c", Kind.OPERATOR, ["a = b + c -> a = b - c", "a = b + c -> a = b * c"], id="plus"),
        pytest.param("a = b < c", Kind.OPERATOR, ["a = b < c -> a = b <= c", "a = b < c -> a = b >= c"], id="less"),
        pytest.param("a = b and c", Kind.OPERATOR, ["a = b and c -> a = b or c"], id="and"),
        pytest.param("a = -b", Kind.OPERATOR, ["a = -b -> a = b"], id="minus"),
        pytest.param("a = b - c", Kind.ARGUMENTS_SWAPPED, ["a = b - c -> a = c - b"], id="operands"),
        pytest.param("a = b + c", Kind.ARGUMENTS_SWAPPED, [], id="operands-that-commute"),
        pytest.param("f(a, b)", Kind.ARGUMENTS_SWAPPED, ["f(a, b) -> f(b, a)"], id="arguments"),
        pytest.param("print('a', b)", Kind.ARGUMENTS_SWAPPED, [], id="label-keeps-its-place"),
        pytest.param("f(a, b)", Kind.ARGUMENT_DROPPED, ["f(a, b) -> f(b)", "f(a, b) -> f(a)"], id="dropped"),
        pytest.param("f(a, axis=0)", Kind.KEYWORD_DROPPED, ["f(a, axis=0) -> f(a)"], id="keyword"),
        pytest.param("a = f(b)", Kind.CALL_DROPPED, ["a = f(b) -> a = b"], id="call"),
        pytest.param("a = b.numpy()", Kind.CALL_DROPPED, ["a = b.numpy() -> a = b"], id="method"),
        pytest.param("f(a)", Kind.CALL_DROPPED, [], id="a-call-for-its-effect"),
        pytest.param(
            "a = losses.mse(b)", Kind.NAME, ["losses.mse(b) -> losses.mae(b)", "losses.mse(b) -> losses.mape(b)"], id="loss"
        ),
        pytest.param("a = ones_like(b)", Kind.NAME, ["ones_like(b) -> zeros_like(b)"], id="imported-function"),
        pytest.param("normal = add = 1\nc = add", Kind.NAME, [], id="a-name-of-its-own"),
        pytest.param("model = Sequential()\nmodel.add(a)", Kind.NAME, [], id="a-method-of-its-own"),
        pytest.param("a = 1\nb = 2", Kind.STATEMENT_REMOVED, ["a = 1 -> nothing", "b = 2 -> nothing"], id="statement"),
        pytest.param(
            "def f(a, b=1):\n    return a", Kind.ARGUMENTS_SWAPPED, ["def f(a, b=1): -> def f(b, a=1):"], id="parameters"
        ),
        pytest.param("def f(a, b=c):\n    return a", Kind.ARGUMENT_DROPPED, ["def f(a, b=c): -> def f(a, b):"], id="default"),
    ],
)  # fmt: skip
def test_edits(source: str, kind: Kind, edits: list[str]) -> None:
    """A source has exactly these mutants of a kind, told by the call or the statement that they change."""
    assert [mutant.edit for mutant in mutants(source) if mutant.kind is kind] == edits


def test_docstrings_stay() -> None:
    """No mutant changes or removes a docstring."""
    found = mutants('"""The task."""\n\n\ndef f():\n    """The promise."""\n    return 1\n')

    assert len(found) > 2
    assert all('"""The task."""' in mutant.source for mutant in found)
    assert all('"""The promise."""' in mutant.source for mutant in found if "def f" in mutant.source)


def test_lines_are_the_sources() -> None:
    """A mutant names the line of the text that it came from, and its own words for it."""
    found = mutants('"""A step."""\n\n# How far.\nopt = Adam(0.5)\n')

    assert {mutant.line for mutant in found} == {4}
    assert "line 4: opt = Adam(0.5) -> opt = Adam()" in {mutant.description for mutant in found}


def test_equal_texts_are_told_apart() -> None:
    """The same edit on two lines has two names, so that each can be marked by itself."""
    edits = [mutant.edit for mutant in mutants("f(1)\nf(1)\n")]

    assert len(edits) == len(set(edits))
    assert "f(1) -> f(2)" in edits
    assert "f(1) -> f(2) (2)" in edits


def test_another_name_is_imported() -> None:
    """A function of the same family comes with its import, so that the mutant is wrong and not merely broken."""
    found = {mutant.edit: mutant.source for mutant in mutants('"""Ones."""\na = reduce_sum(b)\n')}

    assert found["reduce_sum(b) -> reduce_mean(b)"] == (
        '"""Ones."""\nfrom tensorflow import reduce_mean\na = reduce_mean(b)\n'
    )


NAMES = st.sampled_from("abcf")
EXPRESSIONS = st.recursive(
    NAMES
    | st.integers(0, 9).map(str)
    | st.booleans().map(str)
    | st.sampled_from(["'relu'", "'mse'", "'x'", "0.5", "tf.float32"]),
    lambda inner: (
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "@", "<", "and"]), inner).map(
            lambda parts: f"({' '.join(parts)})"
        )
        | st.tuples(NAMES, inner, inner).map(lambda parts: f"{parts[0]}({parts[1]}, key={parts[2]})")
        | inner.map(lambda text: f"[{text}, -{text}]")
        | inner.map(lambda text: f"({text}).numpy()")
        | inner.map(lambda text: f"(lambda x: {text})")
    ),
    max_leaves=6,
)
STATEMENTS = st.one_of(
    st.tuples(NAMES, EXPRESSIONS).map(" = ".join),
    EXPRESSIONS.map(lambda text: f"print('label', {text})"),
    EXPRESSIONS.map(lambda text: f"def f(a, b={text}):\n    return {text}"),
    EXPRESSIONS.map(lambda text: f"for a in {text}:\n    if {text}:\n        b = {text}"),
)
PROGRAMS = st.lists(STATEMENTS, min_size=1, max_size=4).map("\n".join) | st.sampled_from(SOLUTIONS)


@given(PROGRAMS)
@settings(max_examples=60, deadline=None)
def test_every_mutant_is_another_program(source: str) -> None:
    """Every mutant parses, differs from the source and from all others, and comes out the same each time."""
    found = mutants(source)
    trees = [ast.dump(ast.parse(mutant.source)) for mutant in found]

    assert ast.dump(ast.parse(source)) not in trees
    assert len(set(trees)) == len(trees)
    assert len({mutant.edit for mutant in found}) == len(found)
    assert all(1 <= mutant.line <= source.count("\n") + 1 for mutant in found)
    assert found == mutants(source)
