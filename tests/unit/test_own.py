"""The evidence of our own code in a release: read, where data and versions are those that it was made with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
import pytest

from grader import own
from grader.catalogue import Course
from grader.data import DataSource, World, content_digest
from grader.errors import SpecError, UsageError
from grader.kept import Reference, keep_reference, keep_suspects
from grader.own import Own, Release, read_release
from grader.runner import Runner
from grader.sandbox.supervisor import Supervisor
from grader.spec import Exercise, HasValue
from grader.specfile import encode_exercise
from tests.support import array, evidence

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from pathlib import Path

PART = "exercise_1_1_1"
EXERCISE = Exercise(title="A part", checks=(HasValue(name="x"),), files=("a.csv",))
LEFT = evidence({"x": array([1.0])})
HERE: Final = {
    "grader": "0.1.0",
    "code": "abc",
    "python": "3.11.7",
    "tensorflow": "2.21.0",
    "tf-keras": "2.21.0",
    "numpy": "2.4.6",
    "pandas": "3.1.1",
}


@pytest.fixture
def released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A release of one part, made by hand, with the versions of `HERE`."""
    monkeypatch.setattr(own, "runtime", lambda: HERE)
    course = Course(tmp_path / "course")
    folder = course.exercises / PART
    (folder / "evidence").mkdir(parents=True)
    course.fixtures.mkdir()
    (course.fixtures / "a.csv").write_text("a,b\n1.0,2.0\n")
    (folder / "stub.py").write_text('"""Words."""\n')
    (folder / "spec.json").write_bytes(encode_exercise(EXERCISE))
    digest = content_digest(course.fixtures / "a.csv")
    keep_reference(folder / "evidence", World.PUBLIC, Reference({"a.csv": digest}, LEFT))
    keep_reference(folder / "evidence", World.HIDDEN, Reference({"a.csv": "of another machine"}, LEFT))
    keep_suspects(folder / "evidence", ())
    _write(course, HERE)
    return course


def _write(course: Course, runtime: dict[str, str]) -> None:
    course.release_file.write_bytes(msgspec.json.encode(Release(runtime=runtime)))


def _own(course: Course, source: DataSource | None = None) -> Own:
    source = source or DataSource(course.fixtures, "fixtures", "fixtures")
    return Own(course, source, Runner(course, source, Supervisor(cache=course.folder)))


def test_evidence_is_read(released: Course) -> None:
    """A release gives what it keeps, and holds no solution: whoever asks for that is told where it is."""
    part = released.part(PART)

    assert _own(released).reference(part, World.PUBLIC).facts == LEFT.facts
    assert part.exercise == EXERCISE
    with pytest.raises(UsageError, match="the course of exercise_1_1_1 is a release, without solutions"):
        _ = part.solution


def test_suspects_are_read(released: Course) -> None:
    """Known mistakes are read, and nothing is run for them."""
    pool: Executor | None = None

    assert _own(released).suspects(released.part(PART), LEFT, pool) == ()  # type: ignore[arg-type]


FITTING = [
    pytest.param({"tensorflow": "2.21.3"}, id="tensorflow-patch"),
    pytest.param({"python": "3.13.1"}, id="python"),
    pytest.param({"numpy": "2.1.0"}, id="numpy-minor"),
    pytest.param({"pandas": "3.0.0"}, id="pandas-minor"),
]


@pytest.mark.parametrize("changes", FITTING)
def test_near_versions_will_do(changes: dict[str, str], released: Course) -> None:
    """What changes no fact beyond a tolerance keeps nobody from grading."""
    _write(released, HERE | changes)

    assert _own(released).reference(released.part(PART), World.PUBLIC).facts == LEFT.facts


TOO_FAR = [
    pytest.param({"tensorflow": "2.20.0"}, "tensorflow 2.20.0, and here is 2.21.0", id="tensorflow"),
    pytest.param({"tf-keras": "2.20.1"}, "tf-keras 2.20.1", id="keras"),
    pytest.param({"numpy": "1.26.4"}, "numpy 1.26.4", id="numpy"),
    pytest.param({"pandas": "2.2.3"}, "pandas 2.2.3", id="pandas"),
    pytest.param({"grader": "0.2.0"}, "install the wheel that came with it", id="grader"),
    pytest.param({"code": "abd"}, "install the wheel that came with it", id="code"),
]


@pytest.mark.parametrize(("changes", "words"), TOO_FAR)
def test_versions_that_are_too_far(changes: dict[str, str], words: str, released: Course) -> None:
    """Where results may come out otherwise, nothing is graded, and what to install is named."""
    _write(released, HERE | changes)

    with pytest.raises(UsageError) as error:
        _own(released)

    assert words in str(error.value)


def test_other_data(released: Course, tmp_path: Path) -> None:
    """With other data of the user's the evidence does not fit: the user is told how to get the release's."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.csv").write_text("a,b\n5.0,6.0\n")
    mine = DataSource(tmp_path / "mine", "mine", "environment")

    with pytest.raises(UsageError, match=r"mine holds another a\.csv .* unset GRADER_DATA"):
        _own(released, mine).reference(released.part(PART), World.PUBLIC)


def test_same_data_elsewhere(released: Course, tmp_path: Path) -> None:
    """The user's own copy of the same file will do."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.csv").write_bytes((released.fixtures / "a.csv").read_bytes())
    mine = DataSource(tmp_path / "mine", "mine", "environment")

    assert _own(released, mine).reference(released.part(PART), World.PUBLIC).facts == LEFT.facts


def test_damaged_data(released: Course) -> None:
    """A file of the release's that has been changed is the release's fault, and named."""
    (released.fixtures / "a.csv").write_text("a,b\n1.0,2.5\n")

    with pytest.raises(SpecError, match=r"a\.csv is not the file that came with the release"):
        _own(released).reference(released.part(PART), World.PUBLIC)


def test_hidden_data_of_another_machine(released: Course) -> None:
    """Hidden data that come out otherwise here are told as a matter of versions."""
    with pytest.raises(UsageError, match=r"the hidden a\.csv comes out otherwise .* constraints\.txt"):
        _own(released).reference(released.part(PART), World.HIDDEN)


@pytest.mark.parametrize("text", ["", "{}", '{"format": "grader/release/2", "runtime": {}}'])
def test_no_release(text: str, tmp_path: Path) -> None:
    """A release that does not say what it was made with is damaged, or of a later grader."""
    (tmp_path / "release.json").write_text(text)

    with pytest.raises(SpecError, match=r"release\.json cannot be read"):
        read_release(tmp_path / "release.json")
