"""A synthetic class is the same from the same seed, is read back as it was made, and holds what it says."""

from __future__ import annotations

import ast
import csv
import types
import unicodedata
from collections import Counter
from pathlib import Path
from random import Random

import msgspec
import pytest

from grader.catalogue import Course
from grader.errors import UsageError
from grader.intake import read_class
from grader.mistakes import mistaken_source
from grader.submission import find_submissions
from synthetic.answers import Kind
from synthetic.people import people
from synthetic.rewriting import Style, rewritten, style, words
from synthetic.shapes import Shape
from synthetic_class import STALLING, Form, Made, make_class
from tests.support import ROOT

PARTS = ("exercise_1_1", "exercise_2_3_1")
COURSE = Course(ROOT)
KINDS = {kind.value for kind in Kind}


def _written(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return every file below a folder with its bytes, and its time where that is said to be the same."""
    return {
        str(path.relative_to(folder)): (
            path.read_bytes(),
            int(path.stat().st_mtime) if "class" in path.relative_to(folder).parts else 0,
        )
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("shape", [Shape.FOLDERS, Shape.ZIP])
def test_same_seed_same_bytes(tmp_path: Path, shape: Shape) -> None:
    """The same arguments write the same files, times included; another seed writes others."""
    for name, seed in (("one", 1), ("two", 1), ("other", 2)):
        make_class(tmp_path / name, learners=12, parts=PARTS, seed=seed, shape=shape)

    one, two, other = (_written(tmp_path / name) for name in ("one", "two", "other"))
    assert one == two
    assert one.keys() >= {"roster.csv", "expected.csv"}
    assert one["expected.csv"] != other["expected.csv"]


@pytest.mark.parametrize("shape", list(Shape))
def test_every_shape_is_read_back(tmp_path: Path, shape: Shape) -> None:
    """The intake finds every learner with as many attempts as there are; the last holds what is expected."""
    made = make_class(tmp_path / "made", learners=40, parts=PARTS, shape=shape)

    intake = read_class(made.submissions, made.roster, scratch=tmp_path / "scratch")

    assert intake.convention.value == (Shape.FOLDERS if shape is Shape.ZIP else shape).value
    there = [row for row in made.rows if row.kind != Kind.MISSING]
    found = {each.key: each.attempts for each in intake.learners if each.attempts}
    assert {key: len(attempts) for key, attempts in found.items()} == {
        row.learner: row.attempts for row in there
    }
    assert (max(row.attempts for row in there) > 1) is shape.has_attempts
    assert {each.name for each in intake.missing} >= {each.name for each in made.people if each.silent}
    for row in made.rows:
        folder = found[row.learner][-1].folder
        parts = COURSE.resolve("all")
        readable = row.kind not in {Kind.MISSING, Kind.EMPTY, Kind.ENCODING}
        assert (row.part in find_submissions(folder, parts).submissions) is readable, row
        if row.kind == Kind.SAME and row.form is Form.SCRIPTS:
            solution = COURSE.part(row.part, calibrated=False).solution
            assert (folder / f"{row.part}.py").read_text("utf-8") == solution


def _kinds(made: Made) -> Counter[str]:
    return Counter(row.kind.split(":")[0] for row in made.rows)


def test_every_kind_is_there(tmp_path: Path) -> None:
    """All kinds and forms are in a class, and as many stalling submissions as were asked for, by default few."""
    made = make_class(tmp_path / "much", learners=40, parts=PARTS, stalling=0.1)

    assert set(_kinds(made)) == KINDS - {Kind.COPIED}
    assert _kinds(made)[Kind.STALLING] == 12
    assert {row.form for row in made.rows} == set(Form)
    assert _kinds(make_class(tmp_path / "few", learners=40, parts=PARTS))[Kind.STALLING] == round(
        120 * STALLING
    )


def test_expected_says_what_was_handed_in(tmp_path: Path) -> None:
    """A line tells of every learner and part; a copy is what it was copied from, and has its bytes."""
    made = make_class(tmp_path / "made", learners=40, parts=PARTS)

    with made.expected.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [(line["learner"], line["part"], line["kind"], line["passes"]) for line in lines] == [
        (row.learner, row.part, row.kind, "yes" if row.passes else "no") for row in made.rows
    ]
    assert {row.kind for row in made.rows if row.passes} == {Kind.RIGHT, Kind.SAME}
    assert made.submissions.parent == made.expected.parent

    intake = read_class(made.submissions, made.roster, scratch=tmp_path / "scratch")
    last = {each.key: each.attempts[-1].folder for each in intake.learners if each.attempts}
    known = {(row.learner, row.part): row for row in made.rows}
    copies = [(row, known[row.copy_of, row.part]) for row in made.rows if row.copy_of]
    assert copies
    for copy, original in copies:
        assert (copy.kind, copy.detail) == (original.kind, original.detail)
        if copy.form is original.form is Form.SCRIPTS:
            texts = [(last[row.learner] / f"{row.part}.py").read_bytes() for row in (copy, original)]
            assert texts[0] == texts[1]


def test_people_are_told_apart() -> None:
    """Names are of many scripts and are one each, but for two; roster data belong to one alone."""
    found = people(300, 6, Random(1))

    names = Counter(each.name for each in found)
    assert sorted(names.values())[-2:] == [1, 2]
    for data in ({each.id for each in found}, {each.login for each in found}, {each.email for each in found}):
        assert len(data) == len(found)
    scripts = {unicodedata.name(letter).split()[0] for name in names for letter in name if letter.isalpha()}
    assert scripts >= {"LATIN", "GREEK", "CYRILLIC", "ARABIC", "CJK", "DEVANAGARI"}
    assert any("'" in name for name in names)
    assert [sum(each.silent for each in found), sum(not each.listed for each in found)] == [6, 1]


def _program(source: str) -> object:
    """Return what a source does, without the places and the names of what it does."""
    code = compile(source, "<answer>", "exec")

    def told(code: types.CodeType) -> object:
        inner = [told(each) if isinstance(each, types.CodeType) else each for each in code.co_consts]
        return code.co_code, repr(inner)

    return told(code)


@pytest.mark.parametrize("name", COURSE.part_ids)
def test_rewriting_keeps_the_program(name: str) -> None:
    """Solutions and mistakes rewritten in any style do what they did, and keep the names that a check may look at."""
    part = COURSE.part(name, calibrated=False)
    taken = words(repr(part.exercise) + part.setup)
    sources = [part.solution, *(mistaken_source(part, mistake) for mistake in part.exercise.mistakes)]
    plain = Style()
    texts = set()

    for source in sources:
        for number in range(6):
            how = style("Ada", ("a comment", "第一"), Random(number))
            how = msgspec.structs.replace(how, renames=1.0, indent=("    ", "\t", "  ")[number % 3])
            text = rewritten(source, how, Random(number), taken)
            texts.add(text)
            assert _program(text) == _program(rewritten(source, plain, Random(0), taken))
            stored = {
                node.id
                for node in ast.walk(ast.parse(source))
                if isinstance(node, ast.Name) and node.id in taken
            }
            assert stored <= {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
    assert len(texts) > 2 * len(sources)


def test_folder_must_be_empty(tmp_path: Path) -> None:
    """Nothing is written over."""
    (tmp_path / "file").touch()

    with pytest.raises(UsageError, match="not empty"):
        make_class(tmp_path, learners=1, parts=PARTS)
