"""What the integration tests share: the command line on the session's supervisor."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from grader.cli.group import main
from tests.integration.classrooms import command, write_class
from tests.integration.commands import Answer, Borrowed, Command
from tests.integration.servers import Calls, calls_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grader.catalogue import Course
    from grader.sandbox.supervisor import Supervisor


@pytest.fixture
def grade(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> Command:
    """Call `grade` in this process, on the shared supervisor: the same road, without TensorFlow's three seconds."""
    monkeypatch.setattr("grader.sandbox.supervisor.Supervisor", lambda **_: Borrowed(supervisor))
    monkeypatch.chdir(tmp_path)

    def call(*words: str | Path) -> Answer:
        monkeypatch.setattr(sys, "argv", ["grade", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capfd.readouterr()
        return Answer(int(ended.value.code or 0), captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def classroom(tmp_path_factory: pytest.TempPathFactory, course: Course) -> Path:
    """A folder with the class in `submissions` and a batch of it in `out`."""
    folder = tmp_path_factory.mktemp("class")
    write_class(folder / "submissions", course)
    ran = command("batch", folder / "submissions", "--out", folder / "out", "--export", "json")
    assert ran.said.startswith(
        "14 submissions, 11 different: 6 passed, 5 failed, 0 errored, 0 graded before; 18 runs"
    ), ran.said
    return folder


@pytest.fixture
def fresh(course: Course, tmp_path: Path) -> Path:
    """A class that nobody has graded."""
    write_class(tmp_path / "submissions", course)
    (tmp_path / "scratch").mkdir()
    return tmp_path


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calls]:
    """Calls with a warm server that stays."""
    with calls_in(tmp_path_factory.mktemp("run")) as calls:
        yield calls
