"""`pytest --grade FOLDER`: a test for each check of the submissions in a folder."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytest_plugins = ["pytester"]

# The plugin itself is there by its entry point, as in a course's own environment.
QUIETLY = ("-p", "no:cacheprovider")


@pytest.fixture
def folder(pytester: pytest.Pytester) -> Path:
    """A right answer, a known mistake, and a stub; beside a test of the project's own."""
    submissions = pytester.mkdir("submissions")
    right = (ROOT / "solutions" / "exercise_1_1_2.py").read_text()
    submissions.joinpath("exercise_1_1_2.py").write_text(right)
    other = (ROOT / "solutions" / "exercise_1_2_3.py").read_text()
    submissions.joinpath("exercise_1_2_3.py").write_text(
        other.replace("total = reduce_sum(wealth)", "total = reduce_sum(wealth, axis=0)")
    )
    stub = (ROOT / "exercises" / "exercise_1_3_1" / "stub.py").read_text()
    submissions.joinpath("exercise_1_3_1.py").write_text(stub)
    submissions.joinpath("exercise_1_3_3.ipynb").write_text("{")
    pytester.makepyfile(test_the_teachers_own="def test_own():\n    assert True\n")
    return submissions


def _grade(pytester: pytest.Pytester, *words: str) -> pytest.RunResult:
    return pytester.runpytest_inprocess(*QUIETLY, f"--grade-course={ROOT}", *words)


def test_each_check_is_a_test(pytester: pytest.Pytester, folder: Path) -> None:
    """Checks pass, fail in the words of the report, and are skipped; nothing else of the project is collected."""
    result = _grade(pytester, "--grade", "submissions", "-v")

    result.stdout.fnmatch_lines_random(
        [
            "*submissions::exercise_1_1_2::runs PASSED*",
            "*submissions::exercise_1_1_2::B1.type PASSED*",
            "*submissions::exercise_1_2_3::column_sums.value PASSED*",
            "*submissions::exercise_1_2_3::total.value FAILED*",
            "*submissions::exercise_1_3_1::gray_vector.value SKIPPED*",
        ]
    )
    result.stdout.fnmatch_lines(
        [
            "*exercise_1_2_3: total.value*",
            "`total` has the right value  line 5",
            "  expected `total` to *",
            "  `total` still has two numbers, one a column. It should be a single number.",
            "  Try this: Without a dimension, `reduce_sum` adds up everything.",
            "*exercise_1_3_1: runs*",
            "  Line * still has a blank, `____`. Replace it with your answer.",
        ]
    )
    result.stdout.fnmatch_lines(["*exercise_1_3_3: runs*", "*exercise_1_3_3.ipynb*"])
    result.stdout.no_fnmatch_line("*the_teachers_own*")
    result.stdout.no_fnmatch_line("*pytest_plugin.py*:*Error*")
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_some_checks(pytester: pytest.Pytester, folder: Path) -> None:
    """Checks are chosen by the words of their names, and named tests of the project's own run beside them."""
    result = _grade(
        pytester, "--grade", "submissions", "-k", "(1_1_2 and dtype) or own", "test_the_teachers_own.py"
    )

    outcomes = result.parseoutcomes()
    assert outcomes["passed"] == 2
    assert outcomes.keys() == {"passed", "deselected"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["--grade", "nowhere"], "*--grade: there is no folder nowhere*", id="no-folder"),
        pytest.param(["--grade", "empty"], "*holds no exercise_1_1_1.py*", id="nothing-in-it"),
    ],
)
def test_nothing_to_grade(pytester: pytest.Pytester, words: list[str], message: str) -> None:
    """A folder that is not there, or holds nothing, is an error with a reason."""
    pytester.mkdir("empty")
    result = pytester.runpytest_subprocess(*QUIETLY, f"--grade-course={ROOT}", *words)

    assert result.ret not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}
    pytest.LineMatcher([*result.outlines, *result.errlines]).fnmatch_lines([message])


def test_inert_without_the_option(pytester: pytest.Pytester, folder: Path) -> None:
    """Without `--grade` a project's tests run as ever, and nothing of the grader but the plugin is imported."""
    pytester.makepyfile(
        test_the_teachers_own="""
        import sys

        def test_own():
            ours = {name for name in sys.modules if name.split(".")[0] == "grader"}
            assert ours == {"grader", "grader.pytest_plugin"}
            assert not {"numpy", "msgspec", "tensorflow"} & set(sys.modules)
        """
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", *QUIETLY, "-p", "grader.pytest_plugin"]
    done = subprocess.run(
        command, cwd=pytester.path, env=environment, capture_output=True, text=True, check=False, timeout=120
    )

    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout
