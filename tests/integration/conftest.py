"""What the integration tests share: the command line on the session's supervisor."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from grader.cli.group import main
from tests.integration.commands import Answer, Borrowed, Command

if TYPE_CHECKING:
    from pathlib import Path

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
