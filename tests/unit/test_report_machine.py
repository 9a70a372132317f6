"""The report as JSON, and both reports as files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import jsonschema
import msgspec
import pytest

from grader.errors import UsageError
from grader.report.machine import json_schema, render_json
from grader.report.write import write_report
from grader.results import Outcome, Report
from tests.samples import HOSTILE, check, graded_of, graded_sample, part_of

if TYPE_CHECKING:
    from collections.abc import Callable


def _plain_report(**changes: object) -> Report:
    part = msgspec.structs.replace(part_of(Outcome.PASSED), checks=(check("one", "One"),))
    graded = graded_of((part, graded_sample().exhibits[0]))
    return msgspec.structs.replace(graded.report, **changes)


def _on_full_disk(real: Callable[..., IO[Any]], path: Path, mode: str, options: dict[str, Any]) -> IO[Any]:
    if mode != "xb":
        return real(path, mode, **options)
    real(path, mode).close()
    return real(Path("/dev/full"), "wb")


def test_json_decodes_to_an_equal_report() -> None:
    """What was written is read back, field for field."""
    report = _plain_report()

    assert msgspec.json.decode(render_json(report), type=Report) == report


def test_json_is_indented_and_ends_with_a_line_feed() -> None:
    """A person can read it, and diff it."""
    written = render_json(_plain_report())

    assert written.startswith(b'{\n  "schema": "grader/report/1",\n  "target"')
    assert written.endswith(b"}\n")


def test_hostile_text_stays_valid_json() -> None:
    """A lone surrogate is spelled; a NUL and an escape stay what they are."""
    document = json.loads(render_json(graded_sample().report).decode("utf-8"))

    assert document["parts"][4]["stdout"] == HOSTILE.replace("\ud800", "<U+D800>")


def test_keys_may_be_hostile_too() -> None:
    """A version's name with half a character in it does not lose the report."""
    report = _plain_report()
    report = msgspec.structs.replace(
        report, runtime=msgspec.structs.replace(report.runtime, versions={"\udfff": "\ud800"})
    )

    assert json.loads(render_json(report))["runtime"]["versions"] == {"<U+DFFF>": "<U+D800>"}


def test_the_report_keeps_to_its_schema() -> None:
    """Every sample validates against the published schema."""
    schema = json.loads(json_schema())

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(render_json(graded_sample().report)), schema)


def test_json_does_not_load_the_other_renderers() -> None:
    """A machine's answer does not wait for Jinja2, Pygments or Rich."""
    program = "import sys, grader.report.machine; print(sorted({'jinja2', 'pygments', 'rich', 'markupsafe'} & {*sys.modules}))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "[]"


def test_reports_are_written_into_a_new_folder(tmp_path: Path) -> None:
    """The folder is made, both files are named after the target, and no draft is left."""
    page, machine = write_report(graded_sample(), tmp_path / "new" / "folder")

    assert [page.name, machine.name] == ["exercise_2_3.html", "exercise_2_3.json"]
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert machine.read_bytes() == render_json(graded_sample().report)
    assert sorted(path.name for path in page.parent.iterdir()) == [page.name, machine.name]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_reports_are_as_readable_as_other_files(tmp_path: Path) -> None:
    """A report has the permissions that the umask gives, not a temporary file's."""
    (tmp_path / "other").touch()
    page, machine = write_report(graded_sample(), tmp_path)

    assert {path.stat().st_mode for path in (page, machine)} == {(tmp_path / "other").stat().st_mode}


@pytest.mark.parametrize(
    ("target", "stem"),
    [
        pytest.param("../../etc/passwd", "_.._etc_passwd", id="climbs-out"),
        pytest.param("/root/x", "_root_x", id="absolute"),
        pytest.param("", "report", id="empty"),
        pytest.param("..", "report", id="dots"),
        pytest.param("a\x00\ud800b", "a_b", id="no-name-at-all"),
        pytest.param("x" * 500, "x" * 100, id="too-long"),
    ],
)
def test_a_target_is_made_a_file_name(tmp_path: Path, target: str, stem: str) -> None:
    """Nothing is written outside the folder, whatever the target is called."""
    graded = graded_sample()
    graded = msgspec.structs.replace(graded, report=msgspec.structs.replace(graded.report, target=target))

    page, machine = write_report(graded, tmp_path / "folder")

    assert page == tmp_path / "folder" / f"{stem}.html"
    assert sorted(path.name for path in tmp_path.rglob("*")) == sorted(["folder", page.name, machine.name])


def test_a_file_in_the_folders_place_is_named(tmp_path: Path) -> None:
    """The error says what is in the way and what to do."""
    (tmp_path / "taken").touch()

    with pytest.raises(
        UsageError, match=r'cannot write the report to ".*taken": .*; that is a file; name a folder'
    ):
        write_report(graded_sample(), tmp_path / "taken")


def test_a_file_in_the_middle_of_the_path_is_named(tmp_path: Path) -> None:
    """A file above the folder is told from a file in its place."""
    (tmp_path / "taken").touch()

    with pytest.raises(UsageError, match="a part of that path is a file"):
        write_report(graded_sample(), tmp_path / "taken" / "below")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is said in words, the old report stays whole, and no draft is left."""
    page, _ = write_report(graded_sample(), tmp_path)
    old = page.read_bytes()
    real = Path.open
    monkeypatch.setattr(
        Path, "open", lambda path, mode="r", **options: _on_full_disk(real, path, mode, options)
    )

    with pytest.raises(UsageError, match="No space left on device; free some space"):
        write_report(graded_sample(), tmp_path)

    assert page.read_bytes() == old
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that not even root may write to")
def test_a_folder_that_cannot_be_written_is_named() -> None:
    """The error asks for a place that the user may write to."""
    with pytest.raises(
        UsageError, match=r'cannot write the report to "/proc/self/.*; name a place that you may'
    ):
        write_report(graded_sample(), Path("/proc/self/reports"))
