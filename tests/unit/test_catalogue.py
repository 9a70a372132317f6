"""The course on disk: IDs and what they mean, and a course that is written wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.catalogue import Course, find_course
from grader.errors import SpecError, UsageError
from tests.support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SPEC = """
from grader.spec import Exercise, Exists

EXERCISE = Exercise(title="A part", checks=(Exists(name="x"),))
"""


def _add(folder: Path, part: str = "exercise_1_1_1", spec: str | None = SPEC, **files: str | None) -> Course:
    """Write a part into a course and return the course."""
    home = folder / "exercises" / part
    home.mkdir(parents=True)
    (folder / "solutions").mkdir(exist_ok=True)
    contents = {"spec": spec, "stub": '"""Words."""\n', "setup": "y = 1\n", **files}
    for name, text in contents.items():
        path = folder / "solutions" / f"{part}.py" if name == "solution" else home / f"{name}.py"
        if text is not None:
            path.write_text(text, "utf-8")
    if "solution" not in contents:
        (folder / "solutions" / f"{part}.py").write_text("x = 1\n", "utf-8")
    return Course(folder)


@pytest.fixture
def small(tmp_path: Path) -> Course:
    """A course of two chapters whose numbers do not sort as text."""
    for part in ("exercise_1_2_1", "exercise_1_10_1", "exercise_1_2_2", "exercise_2_1_1"):
        _add(tmp_path, part)
    (tmp_path / "exercises" / "course.toml").write_text("[titles]\nchapter_1 = 'One'\n", "utf-8")
    (tmp_path / "exercises" / "notes").mkdir()
    (tmp_path / "exercises" / "exercise_9_9_9").write_text("a file, not a part", "utf-8")
    return Course(tmp_path)


TARGETS = [
    ("exercise_1_2_1", ("exercise_1_2_1",)),
    ("exercise_1_2", ("exercise_1_2_1", "exercise_1_2_2")),
    ("exercise_1_10", ("exercise_1_10_1",)),
    ("chapter_1", ("exercise_1_2_1", "exercise_1_2_2", "exercise_1_10_1")),
    ("all", ("exercise_1_2_1", "exercise_1_2_2", "exercise_1_10_1", "exercise_2_1_1")),
]


@pytest.mark.parametrize(("target", "parts"), TARGETS, ids=[target for target, _ in TARGETS])
def test_resolve(target: str, parts: tuple[str, ...], small: Course) -> None:
    """A part, a lesson, a chapter and `all` mean their parts, in the course's order."""
    assert small.resolve(target) == parts


UNKNOWN = [
    ("exercise_1_3", 'did you mean "exercise_1_2"?'),
    ("exercise_1_2_3", 'did you mean "exercise_1_2_2"?'),
    ("chapter_3", 'did you mean "chapter_2"?'),
    ("Exercise_1_2", 'did you mean "exercise_1_2"?'),
    ("alll", 'did you mean "all"?'),
    ("quux", "`grade list` shows what there is"),
    ("", "`grade list` shows what there is"),
]


@pytest.mark.parametrize(("target", "advice"), UNKNOWN, ids=[target or "empty" for target, _ in UNKNOWN])
def test_unknown(target: str, advice: str, small: Course) -> None:
    """An ID that is not there is a UsageError that names the nearest one, or where to look."""
    with pytest.raises(UsageError) as error:
        small.resolve(target)

    assert str(error.value).startswith(f'no exercise "{target}"')
    assert str(error.value).endswith(advice)
    assert error.value.exit_code == 2


def test_part(tmp_path: Path) -> None:
    """A part has everything that is in its folder."""
    part = _add(tmp_path, hidden="y = 2\n").part("exercise_1_1_1")

    assert (part.id, part.lesson, part.exercise.title) == ("exercise_1_1_1", "exercise_1_1", "A part")
    assert (part.setup, part.hidden_setup, part.solution) == ("y = 1\n", "y = 2\n", "x = 1\n")
    assert part.has_hidden_world


def test_part_without_a_setup(tmp_path: Path) -> None:
    """A part needs no set-up; without files or a second set-up it has no hidden world."""
    part = _add(tmp_path, setup=None).part("exercise_1_1_1")

    assert (part.setup, part.hidden_setup, part.has_hidden_world) == ("", None, False)


def test_part_with_files(tmp_path: Path) -> None:
    """A part that reads data files has a hidden world."""
    spec = SPEC.replace('title="A part"', 'title="A part", files=("credit.csv",)')

    assert _add(tmp_path, spec=spec).part("exercise_1_1_1").has_hidden_world


BROKEN = [
    pytest.param({"spec": None}, "spec.py is missing", id="no-spec"),
    pytest.param({"spec": "EXERCISE = ("}, "SyntaxError", id="syntax"),
    pytest.param({"spec": "1 / 0"}, "ZeroDivisionError: division by zero", id="raises"),
    pytest.param({"spec": "x = 1"}, "does not bind EXERCISE to an Exercise", id="no-exercise"),
    pytest.param({"spec": "EXERCISE = {}"}, "does not bind EXERCISE to an Exercise", id="a-dict"),
    pytest.param(
        {"spec": "from grader.spec import Nothing"}, "ImportError: cannot import name 'Nothing'", id="no-name"
    ),
    pytest.param({"spec": SPEC.replace("title=", "titel=")}, "titel", id="misspelt-argument"),
    pytest.param({"spec": SPEC.replace('name="x"', "")}, "name", id="argument-left-out"),
    pytest.param({"stub": None}, "stub.py is missing", id="no-stub"),
    pytest.param({"solution": None}, "solutions/exercise_1_1_1.py is missing", id="no-solution"),
]


@pytest.mark.parametrize(("files", "reason"), BROKEN)
def test_broken_part(files: dict[str, str | None], reason: str, tmp_path: Path) -> None:
    """A part that is written wrongly is a SpecError that names the file and the fault."""
    course = _add(tmp_path, **files)

    with pytest.raises(SpecError) as error:
        course.part("exercise_1_1_1")

    assert reason in str(error.value)
    assert str(tmp_path) in str(error.value)
    assert error.value.exit_code == 3


def test_file_that_is_not_text(tmp_path: Path) -> None:
    """A stub that is not UTF-8 is the author's error."""
    course = _add(tmp_path)
    (tmp_path / "exercises" / "exercise_1_1_1" / "stub.py").write_bytes(b"\xff")

    with pytest.raises(SpecError, match=r"stub\.py cannot be read"):
        course.part("exercise_1_1_1")


def test_titles(small: Course, tmp_path: Path) -> None:
    """Titles come from course.toml; a course without it has none, and a broken one is the author's error."""
    (tmp_path / "empty" / "exercises").mkdir(parents=True)
    broken = tmp_path / "broken" / "exercises"
    broken.mkdir(parents=True)
    (broken / "course.toml").write_text("[titles", "utf-8")

    assert small.titles == {"chapter_1": "One"}
    assert Course(tmp_path / "empty").titles == {}
    with pytest.raises(SpecError, match=r"course\.toml"):
        _ = Course(tmp_path / "broken").titles


def test_find_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The named folder goes before the variable, and the variable before the grader's own course."""
    _add(tmp_path / "one")
    _add(tmp_path / "two")
    own = find_course().folder
    monkeypatch.setenv("GRADER_COURSE", str(tmp_path / "two"))

    assert own == ROOT
    assert find_course().folder == tmp_path / "two"
    assert find_course(tmp_path / "one").folder == tmp_path / "one"


def test_folder_without_a_course(tmp_path: Path) -> None:
    """A folder that holds no course is the user's error, and says what is missing."""
    with pytest.raises(UsageError, match="holds no course: it has no folder exercises/"):
        find_course(tmp_path)


def test_empty_course(tmp_path: Path) -> None:
    """A course without parts means nothing by `all`."""
    (tmp_path / "exercises").mkdir()

    assert Course(tmp_path).resolve("all") == ()
