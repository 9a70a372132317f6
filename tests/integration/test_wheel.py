"""The wheel carries the course and works outside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from grader.cli import NO_SERVER

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the checkout, with the build tools that are here."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return next(folder.glob("*.whl"))


def test_wheel_holds_every_part_and_no_byte_code(wheel: Path) -> None:
    """Whatever is under exercises/, solutions/ and fixtures/ is in the wheel, and nothing compiled is."""
    expected = {
        f"grader/course/{path.relative_to(ROOT).as_posix()}"
        for folder in ("exercises", "solutions", "fixtures")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }

    held = set(zipfile.ZipFile(wheel).namelist())

    assert expected <= held
    assert not [name for name in held if name.endswith(".pyc")]


def test_installed_wheel_grades_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    """Installed into an environment of its own, `grade` starts and grades a part in an empty folder."""
    home, work = tmp_path / "venv", tmp_path / "work"
    venv.create(home, with_pip=False)
    work.mkdir()
    python = home / "bin" / "python"
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True, timeout=120)
    # The dependencies are those of this environment; the grader itself is the wheel's.
    site = next((home / "lib").glob("python*/site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GRADER_", "PYTHON"))}
    environment = {**kept, "GRADER_CACHE": str(tmp_path / "cache"), "GRADER_CONFIG": str(tmp_path / "config")}
    environment[NO_SERVER] = "1"  # It would outlive the test.

    def grade(*words: str) -> subprocess.CompletedProcess[str]:
        command = [str(home / "bin" / "grade"), *words]
        return subprocess.run(
            command, cwd=work, env=environment, capture_output=True, text=True, timeout=120, check=False
        )

    started = grade("start", "exercise_1_1_2")
    blank = grade("exercise_1_1_2", "--json", "-")
    (work / "exercise_1_1_2.py").write_text((ROOT / "solutions" / "exercise_1_1_2.py").read_text())
    right = grade("exercise_1_1_2", "--json", "-")

    assert started.returncode == 0, started.stderr
    assert (blank.returncode, json.loads(blank.stdout)["score"]) == (1, 0), blank.stderr
    report = json.loads(right.stdout)
    assert (right.returncode, report["score"]) == (0, report["max_score"]), right.stderr
    assert {path.name for path in (work / "grade-report").iterdir()} == {
        "exercise_1_1_2.html",
        "exercise_1_1_2.json",
    }
