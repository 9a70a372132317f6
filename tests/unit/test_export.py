"""The gradebook in every shape, read back by readers that are not ours."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import msgspec
import pandas as pd
import pytest

from grader.export import FILES, Shape, export, gradebook_schema
from grader.export.machine import GradebookDocument
from grader.export.text import number
from grader.gradebook import Column, Gradebook, Override
from grader.intake.roster import read_roster
from grader.results import Outcome
from tests.gradebooks import entry, gradebook_of, gradebook_sample, row
from tests.support import ROOT

TABLES = (Shape.CSV, Shape.CANVAS, Shape.MOODLE, Shape.GRADESCOPE)
SCHEMA = ROOT / "docs" / "gradebook.schema.json"
PARTS = {
    Shape.CSV: ["exercise_2_3_1", "exercise_2_3_2", "exercise_2_4_1"],
    Shape.CANVAS: [
        "exercise_2_3_1: A line and its loss",
        "exercise_2_3_2: Fit it",
        "exercise_2_4_1: Train in batches [2]",
    ],
    Shape.MOODLE: [
        "exercise_2_3_1: A line and its loss (6 points)",
        "exercise_2_3_2: Fit it (7 points)",
        "exercise_2_4_1: Train in batches (2) (7 points)",
    ],
    Shape.GRADESCOPE: [
        "1: exercise_2_3_1 A line and its loss (6.0 pts)",
        "2: exercise_2_3_2 Fit it (7.0 pts)",
        "3: exercise_2_4_1 Train in batches (2) (7.0 pts)",
    ],
}
GIVEN = Override(points=4.5, why="seen in the lab", when="2024-05-04T10:00:00Z")


def table(gradebook: Gradebook, shape: Shape) -> list[list[str]]:
    """Return the cells of a CSV file, the headings first."""
    return list(csv.reader(io.StringIO(export(gradebook, shape).decode("utf-8"), newline=""), strict=True))


def frame(gradebook: Gradebook, shape: Shape) -> pd.DataFrame:
    """Return what pandas reads of a CSV file when it is told nothing."""
    return pd.read_csv(io.BytesIO(export(gradebook, shape)))


def parts_of(gradebook: Gradebook, shape: Shape) -> list[list[str]]:
    """Return the cells of the parts alone, a list a learner."""
    heads, *rows = table(gradebook, shape)
    places = [heads.index(name) for name in PARTS[shape]]
    return [[cells[place] for place in places] for cells in rows[1 if shape is Shape.CANVAS else 0 :]]


def test_every_shape_has_a_file_of_its_own() -> None:
    """Exports may be written side by side."""
    assert set(FILES) == set(Shape)
    assert len({name.casefold() for name in FILES.values()}) == len(Shape)


@pytest.mark.parametrize("shape", Shape)
def test_exports_are_utf_8_without_a_mark(shape: Shape) -> None:
    """A file begins with its content and ends with a line feed, and is the same each time."""
    content = export(gradebook_sample(), shape)

    assert not content.decode("utf-8").startswith("\ufeff")
    assert content.endswith(b"\n")
    assert b"\r" not in content
    assert content == export(gradebook_sample(), shape)


@pytest.mark.parametrize("shape", Shape)
def test_a_class_without_learners(shape: Shape) -> None:
    """An empty class is a file with the headings alone."""
    content = export(gradebook_of(), shape)

    assert content
    assert shape not in TABLES or len(table(gradebook_of(), shape)) == (2 if shape is Shape.CANVAS else 1)


@pytest.mark.parametrize(
    ("shape", "heads"),
    [
        pytest.param(
            Shape.CSV,
            "key,name,id,login,email,section,in_roster,attempts,exercise_2_3_1,exercise_2_3_2,exercise_2_4_1,"
            "exercise_2_3,exercise_2_4,score,max_score,percent,late,overridden,missing",
            id="csv",
        ),
        pytest.param(
            Shape.CANVAS,
            f"Student,ID,SIS User ID,SIS Login ID,Section,{','.join(PARTS[Shape.CANVAS])}",
            id="canvas",
        ),
        pytest.param(
            Shape.MOODLE,
            f"First name,Last name,ID number,Username,Email address,{','.join(PARTS[Shape.MOODLE])}",
            id="moodle",
        ),
        pytest.param(
            Shape.GRADESCOPE,
            "Name,SID,Email,Total Score,Max Points,Status,Submission ID,Submission Time,Lateness (H:M:S),"
            + ",".join(PARTS[Shape.GRADESCOPE]),
            id="gradescope",
        ),
    ],
)
def test_headings(shape: Shape, heads: str) -> None:
    """The headings are those that the other side expects, and every part's begins with its ID or its place."""
    assert export(gradebook_sample(), shape).decode().split("\n")[0] == heads
    assert list(frame(gradebook_sample(), shape).columns) == heads.split(",")


@pytest.mark.parametrize("shape", TABLES)
def test_every_line_is_a_learner(shape: Shape) -> None:
    """Every row has a cell a heading, and learners of one name have a row each."""
    heads, *rows = table(gradebook_sample(), shape)

    assert {len(cells) for cells in rows} == {len(heads)}
    assert len(rows) == len(gradebook_sample().rows) + (shape is Shape.CANVAS)
    assert len({tuple(cells) for cells in rows}) == len(rows)


@pytest.mark.parametrize("shape", TABLES)
def test_points_of_parts(shape: Shape) -> None:
    """A part left out is 0; what errored, waits or never came is empty; points given by hand come before all."""
    assert parts_of(gradebook_sample(), shape) == [
        ["6", "7", "6.3"],
        ["6.67", "0", "0"],
        ["6", "", "0"],
        ["6", "", "0"],
        ["", "", ""],
        ["", "7", ""],
    ]


@pytest.mark.parametrize("shape", TABLES)
@pytest.mark.parametrize(
    ("entries", "attempts", "cells"),
    [
        pytest.param([entry(0, Outcome.ERRORED)], 1, ["", "0", "0"], id="errored-is-no-zero"),
        pytest.param([entry(0, Outcome.ERRORED, override=GIVEN)], 1, ["4.5", "0", "0"], id="errored-then-given"),
        pytest.param([entry(0, override=GIVEN)], 0, ["4.5", "", ""], id="absent-then-given"),
        pytest.param([entry(0, Outcome.PASSED, 6, override=GIVEN)], 1, ["4.5", "0", "0"], id="passed-then-given"),
        pytest.param([entry(0, error="it is not text", attempt=1)], 1, ["0", "0", "0"], id="unreadable"),
        pytest.param([entry(0, error="it is not text")], 1, ["0", "0", "0"], id="unreadable-in-no-attempt"),
        pytest.param([], 1, ["", "", ""], id="nothing-of-it-graded"),
        pytest.param([], 0, ["", "", ""], id="absent"),
        pytest.param([entry(0, Outcome.FAILED, -1.5)], 1, ["-1.5", "0", "0"], id="negative-number"),
        pytest.param([entry(0, Outcome.PASSED, 0.1 + 0.2)], 1, ["0.3", "0", "0"], id="float-noise"),
    ],
)  # fmt: skip
def test_points_of_one_learner(
    shape: Shape, entries: list[msgspec.Struct], attempts: int, cells: list[str]
) -> None:
    """What is not known is empty, and a fault of the grader is never a zero."""
    assert parts_of(gradebook_of(row("ada", "Ada", *entries, attempts=attempts)), shape) == [cells]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(7, "7", id="whole"),
        pytest.param(7.5, "7.5", id="half"),
        pytest.param(20 / 3, "6.67", id="thirds"),
        pytest.param(100.0, "100", id="zeros-of-its-own"),
        pytest.param(-2.0, "-2", id="negative"),
        pytest.param(-0.001, "0", id="no-negative-zero"),
        pytest.param(0.1 + 0.2, "0.3", id="noise"),
    ],
)
def test_numbers_have_no_noise(value: float, text: str) -> None:
    """A number has two decimals at most, and none that say nothing."""
    assert number(value) == text


def test_our_own_table() -> None:
    """Pandas reads numbers as numbers, truths as truths, and nothing where nothing is known."""
    read = frame(gradebook_sample(), Shape.CSV).set_index("key")

    assert read.loc["ada"].drop(PARTS[Shape.CSV]).to_dict() == {
        "name": "Ada Lovelace",
        "id": "1001",
        "login": "ada",
        "email": "ada@example.org",
        "section": "Monday",
        "in_roster": True,
        "attempts": 2,
        "exercise_2_3": 13,
        "exercise_2_4": 6.3,
        "score": 19.3,
        "max_score": 20,
        "percent": 96.5,
        "late": 1,
        "overridden": 0,
        "missing": False,
    }
    assert list(read.loc["mary":"mary", "exercise_2_3_1":"percent"].dropna(axis=1).columns) == ["max_score"]  # type: ignore[misc]
    assert list(read.index[read["missing"]]) == ["mary", "emmy"]
    assert (read.loc["emmy", "score"], read.loc["emmy", "overridden"]) == (7, 1)


def test_a_sum_is_no_lower_than_what_is_owed() -> None:
    """While the grader owes a part, the sums with it are empty and the others are not."""
    read = frame(gradebook_sample(), Shape.CSV).set_index("key")

    assert read.loc[["grace", "katherine"], ["exercise_2_3", "score", "percent"]].isna().all(axis=None)
    assert list(read.loc[["grace", "katherine"], "exercise_2_4"]) == [0, 0]


def test_canvas_knows_its_rows() -> None:
    """The points possible come first; an ID is in Canvas's own column only where it may be Canvas's."""
    _, possible, *rows = table(gradebook_sample(), Shape.CANVAS)

    assert possible == ["    Points Possible", "", "", "", "", "6", "7", "7"]
    assert [cells[:5] for cells in rows[:3]] == [
        ["Ada Lovelace", "1001", "1001", "ada", "Monday"],
        ["Ada Lovelace", "", "X-17", "ada2", ""],
        ["Hopper, Grace", "1003", "1003", "", ""],
    ]


@pytest.mark.parametrize("number", ["007", "0", "12a", "1\n2", "\u0661\u0662", ""])
def test_what_is_no_id_of_canvas_s(number: str) -> None:
    """Canvas counts from 1 in plain digits; an ID that looks otherwise is the school's."""
    assert table(gradebook_of(row("ada", "Ada", id=number)), Shape.CANVAS)[2][1] == ""


def test_no_title_is_the_id_of_another_assignment() -> None:
    """Canvas would read a number in parentheses at the end of a heading as an ID."""
    columns = (Column(exercise="exercise_9_9_1", title="A mean (4711) ", max_score=1),)

    heads = table(Gradebook(title="", columns=columns, rows=()), Shape.CANVAS)[0]

    assert heads[-1] == "exercise_9_9_1: A mean [4711]"


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        pytest.param("Ada Lovelace", "Ada", "Lovelace", id="two-words"),
        pytest.param("Augusta Ada King", "Augusta Ada", "King", id="three-words"),
        pytest.param("Lovelace, Ada", "Ada", "Lovelace", id="comma"),
        pytest.param("Ada", "Ada", "", id="one-word"),
        pytest.param("", "", "", id="nobody-knows"),
        pytest.param("Ada\n\tLovelace ", "Ada", "Lovelace", id="spread-out"),
        pytest.param("Ada -Lovelace", "Ada", "'-Lovelace", id="formula-in-the-middle"),
    ],
)
def test_moodle_has_two_names(name: str, first: str, last: str) -> None:
    """A name is taken apart at its comma, or before its last word, and each half is guarded."""
    assert table(gradebook_of(row("ada", name)), Shape.MOODLE)[1][:2] == [first, last]


def test_gradescope_tells_of_the_submission() -> None:
    """Status, time and lateness are those of what came; what is not known of them is empty."""
    rows = table(gradebook_sample(), Shape.GRADESCOPE)[1:]

    assert [cells[3:9] for cells in rows] == [
        ["19.3", "20", "Graded", "ada", "2024-05-02T10:00:00Z", ""],
        ["6.67", "20", "Graded", "ada-2", "", "00:00:00"],
        ["", "20", "Ungraded", "grace", "", "00:00:00"],
        ["", "20", "Ungraded", "katherine", "", "00:00:00"],
        ["", "20", "Missing", "", "", ""],
        ["7", "20", "Graded", "", "", ""],
    ]


@pytest.mark.parametrize("shape", TABLES)
def test_an_export_is_a_roster(tmp_path: Path, shape: Shape) -> None:
    """What was written can be given to the intake as the roster of the same class."""
    path = tmp_path / FILES[shape]
    path.write_bytes(export(gradebook_sample(), shape))

    people = read_roster(path).people

    names = [each.name for each in gradebook_sample().rows]
    if shape is Shape.MOODLE:
        names[2] = "Grace Hopper"
    assert [person.name for person in people] == names
    assert [person.ids[:1] for person in people[:3]] == [("1001",), ("X-17",), ("1003",)]


def test_json_decodes_to_an_equal_gradebook() -> None:
    """Nothing of the gradebook is lost, points as they are; the schema's name comes first."""
    written = export(gradebook_sample(), Shape.JSON)
    document = msgspec.json.decode(written, type=GradebookDocument)

    assert msgspec.json.decode(written, type=Gradebook) == gradebook_sample()
    assert msgspec.structs.asdict(document) == msgspec.structs.asdict(gradebook_sample())
    assert written.startswith(b'{\n  "schema": "grader/gradebook/1",\n  "title"')


def test_json_keeps_to_its_schema() -> None:
    """The export validates, and what is no gradebook does not."""
    schema = json.loads(gradebook_schema())
    document = json.loads(export(gradebook_sample(), Shape.JSON))

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    for wrong in ({"schema": "grader/gradebook/2"}, {"schema": None}, {"rows": [{}]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(document | wrong, schema)


def test_published_schema_is_the_gradebook_s() -> None:
    """The schema in the documentation is the one that the code has."""
    assert SCHEMA.read_bytes() == gradebook_schema()


def test_documentation_names_every_file_and_column() -> None:
    """What is written is in `docs/exports.md`, under the names that it has."""
    words = (ROOT / "docs" / "exports.md").read_text("utf-8")
    heads = {name for shape in TABLES for name in table(gradebook_of(), shape)[0]}
    parts = {*(name for shape in TABLES for name in PARTS[shape]), "exercise_2_3", "exercise_2_4"}

    assert [name for name in FILES.values() if f"`{name}`" not in words] == []
    assert [name for name in sorted(heads - parts) if f"`{name}`" not in words] == []
