"""What learners wrote, exported: nothing that a spreadsheet evaluates, nothing that a parser refuses."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import jsonschema
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.export import Shape, export, gradebook_schema
from grader.export.cells import cell
from grader.export.text import one_line
from grader.results import Outcome
from tests.gradebooks import entry, gradebook_of, row
from tests.samples import HOSTILE

if TYPE_CHECKING:
    from grader.gradebook import Gradebook

TABLES = (Shape.CSV, Shape.CANVAS, Shape.MOODLE, Shape.GRADESCOPE)
ANY_TEXT = st.text(st.characters(exclude_categories=()))
SHARP = st.text(
    st.sampled_from(
        "=+-@;,|\"'\t\r\n\x00\u200d\u3000\xa0\uff1d\uff0b\uff0d\uff20\u2212\ufe63 \ud800\ufffe\u202eab1("
    )
)
"""Texts made of what separates, quotes, and begins formulas."""
HOSTILE_TEXT = ANY_TEXT | SHARP
PLAIN_TEXT = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="=+-@,;"), min_size=1, max_size=40
)


@st.composite
def classes(draw: st.DrawFn) -> Gradebook:
    """Draw a class of two learners who wrote whatever they liked wherever they could."""
    rows = [
        row(
            draw(HOSTILE_TEXT),
            draw(HOSTILE_TEXT),
            entry(0, Outcome.FAILED, -1.5, error=draw(HOSTILE_TEXT), mistake=draw(HOSTILE_TEXT), when=draw(SHARP)),
            entry(1, Outcome.ERRORED, error=draw(HOSTILE_TEXT)),
            id=draw(HOSTILE_TEXT),
            login=draw(HOSTILE_TEXT),
            email=draw(HOSTILE_TEXT),
            section=draw(HOSTILE_TEXT),
        )
        for _ in range(2)
    ]  # fmt: skip
    return gradebook_of(*rows)


def is_evaluated(text: str) -> bool:
    """Whether a spreadsheet may take a cell for a formula: by its first sign, whatever is in front, of any width."""
    bare = re.sub(r"^[\s\"\u200b-\u200d\ufeff]+", "", unicodedata.normalize("NFKC", text))
    number = re.fullmatch(r"-?\d+(\.\d+)?", bare)
    return bare.startswith(("=", "+", "-", "@", "\t", "\r", "\u2212")) and not number


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Ada Lovelace", "Ada Lovelace", id="plain"),
        pytest.param("Zoë 漢字 עדה", "Zoë 漢字 עדה", id="other-scripts"),
        pytest.param("'t Hooft-Lovelace", "'t Hooft-Lovelace", id="apostrophe-and-hyphen-inside"),
        pytest.param("ada+x@example.org", "ada+x@example.org", id="address"),
        pytest.param("=1+1", "'=1+1", id="equals"),
        pytest.param("+1", "'+1", id="plus"),
        pytest.param("-1", "'-1", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("\t=1", "'=1", id="tab"),
        pytest.param("\r=1", "\\r=1", id="carriage-return"),
        pytest.param("  \xa0\u3000=1", "'=1", id="spaces"),
        pytest.param('"=1"', '\'"=1"', id="quoted"),
        pytest.param("\uff1d1", "'\uff1d1", id="wide-equals"),
        pytest.param("\uff0b1", "'\uff0b1", id="wide-plus"),
        pytest.param("\uff0d1", "'\uff0d1", id="wide-minus"),
        pytest.param("\uff20a", "'\uff20a", id="wide-at"),
        pytest.param("\u22121", "'\u22121", id="minus-sign"),
        pytest.param("a;=1+1;b", "a;'=1+1;b", id="after-a-semicolon"),
        pytest.param("\x00=1", "\\x00=1", id="nul"),
        pytest.param("\u202egnp.exe", "<U+202E>gnp.exe", id="turned"),
        pytest.param("a\nb", "a b", id="line-feed"),
        pytest.param("\ud800\uffff", "<U+D800><U+FFFF>", id="no-characters"),
        pytest.param("x" * 1000, "x" * 249 + "…", id="long"),
    ],
)
def test_cells(text: str, shown: str) -> None:
    """A cell is one line of visible text that begins with no formula, and an ordinary name is as it was."""
    assert cell(text) == shown


@given(classes())
def test_no_spreadsheet_evaluates_a_cell(gradebook: Gradebook) -> None:
    """No cell is a formula: neither read as it should be, nor split at semicolons or tabs as Excel may."""
    for shape in TABLES:
        text = export(gradebook, shape).decode("utf-8")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))

        assert len({len(cells) for cells in rows}) == 1
        assert len(rows) == text.count("\n") == (4 if shape is Shape.CANVAS else 3)
        assert [each for cells in rows for each in cells if is_evaluated(each)] == []
        assert [
            piece for line in text.split("\n") for piece in re.split("[;\t]", line) if is_evaluated(piece)
        ] == []
        assert not [
            c
            for c in text
            if c != "\n" and (unicodedata.category(c) in {"Cc", "Cs"} or c in "\u2028\u2029\u202e")
        ]
        assert len(pd.read_csv(io.StringIO(text), dtype=str)) == len(rows) - 1  # fmt: skip


@given(classes())
def test_xml_always_parses(gradebook: Gradebook) -> None:
    """Whatever was written, the XML parses, and says it in visible text."""
    root = ET.fromstring(export(gradebook, Shape.JUNIT))

    for suite, learner in zip(root, gradebook.rows, strict=True):
        written = {each.get("name"): each.get("value") for each in suite.iter("property")}
        assert written.get("name", "") == one_line(learner.name)
        assert written.get("section", "") == one_line(learner.section)
        assert len(suite.findall("testcase")) == len(learner.entries)


@given(classes())
def test_json_always_keeps_to_its_schema(gradebook: Gradebook) -> None:
    """Whatever was written, the JSON is UTF-8 and validates."""
    document = json.loads(export(gradebook, Shape.JSON).decode("utf-8"))

    jsonschema.validate(document, json.loads(gradebook_schema()))


@given(st.lists(PLAIN_TEXT, min_size=1, max_size=4).map(" ".join))
def test_names_come_back(name: str) -> None:
    """A name that can be printed is read as it was written, in every shape."""
    gradebook = gradebook_of(row("ada", name, entry(0, Outcome.PASSED, 6)))
    read = {
        shape: pd.read_csv(
            io.BytesIO(export(gradebook, shape)), dtype=str, keep_default_na=False, quoting=csv.QUOTE_MINIMAL
        ).iloc[-1]
        for shape in TABLES
    }
    suite = ET.fromstring(export(gradebook, Shape.JUNIT))[0]

    assert read[Shape.CSV]["name"] == name
    assert read[Shape.CANVAS]["Student"] == name
    assert f"{read[Shape.MOODLE]['First name']} {read[Shape.MOODLE]['Last name']}".strip() == name
    assert read[Shape.GRADESCOPE]["Name"] == name
    assert [each.get("value") for each in suite.iter("property") if each.get("name") == "name"] == [name]


def test_markup_is_text() -> None:
    """Markup in a name ends no element and begins none."""
    root = ET.fromstring(export(gradebook_of(row("ada", HOSTILE)), Shape.JUNIT))

    assert {element.tag for element in root.iter()} == {
        "testsuites", "testsuite", "properties", "property", "testcase", "skipped"
    }  # fmt: skip
    assert one_line(HOSTILE) in [element.get("value") for element in root.iter("property")]


@given(HOSTILE_TEXT)
def test_a_line_is_made_once(text: str) -> None:
    """Making a line of a line changes nothing, and it is never longer than it may be."""
    line = one_line(text)

    assert one_line(line) == line
    assert len(line) <= 250
    assert len(line.splitlines()) <= 1
