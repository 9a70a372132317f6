"""The pieces of a release: a folder that is filled or not, a wheel without a course, versions, zips."""

from __future__ import annotations

import base64
import csv
import hashlib
import importlib.metadata
import io
import zipfile
from pathlib import Path

import pytest

import grader
from grader.errors import UsageError
from grader.release.archive import write_zip
from grader.release.folder import new_folder
from grader.release.wheel import pins, write_wheel


def test_folder_is_filled_at_the_end(tmp_path: Path) -> None:
    """What was written is in the folder when all of it is, and nothing else is left."""
    with new_folder(tmp_path / "new" / "folder") as draft:
        (draft / "a").mkdir()
        (draft / "a" / "b.txt").write_text("text")
        there = (tmp_path / "new" / "folder").exists()

    assert not there
    assert (tmp_path / "new" / "folder" / "a" / "b.txt").read_text() == "text"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["folder"]


def test_empty_folder_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder may be there already, and may be the one that the user is in."""
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")

    with new_folder(Path()) as draft:
        (draft / "b.txt").write_text("text")

    assert Path("b.txt").read_text() == "text"


def test_failure_leaves_nothing(tmp_path: Path) -> None:
    """An error on the way leaves no folder, and goes on to the caller."""

    def write_half() -> None:
        with new_folder(tmp_path / "new") as draft:
            (draft / "b.txt").write_text("text")
            raise ValueError("half")

    with pytest.raises(ValueError, match="half"):
        write_half()

    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_kept(tmp_path: Path) -> None:
    """A folder with something in it, or a file, is not written into."""
    (tmp_path / "file").write_text("mine")

    for path in (tmp_path, tmp_path / "file"):
        with pytest.raises(UsageError, match="is no empty folder; name a new one"), new_folder(path):
            pass
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("file", "mine")]


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A place where no folder can be is the user's mistake."""
    (tmp_path / "file").write_text("mine")

    with pytest.raises(UsageError, match="cannot be written"), new_folder(tmp_path / "file" / "new"):
        pass


def test_zip_depends_on_its_content_alone(tmp_path: Path) -> None:
    """The same members give the same bytes; a program may be executed, and other files may not."""
    members = {"run": b"#!/bin/sh\n", "folder/data.txt": b"data"}
    for name in ("one.zip", "two.zip"):
        write_zip(tmp_path / name, members, programs=("run",))

    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        modes = {member.filename: oct(member.external_attr >> 16) for member in archive.infolist()}

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert modes == {"run": "0o100755", "folder/data.txt": "0o100644"}


def test_wheel_holds_the_grader_and_no_course(tmp_path: Path) -> None:
    """Every file of the package is in it, as it is here, with its digest in the record; no course is."""
    name = write_wheel(tmp_path)
    package = Path(grader.__file__).parent
    with zipfile.ZipFile(tmp_path / name) as archive:
        held = {member: archive.read(member) for member in archive.namelist()}
    about = f"tensorflow_course_grader-{importlib.metadata.version('tensorflow-course-grader')}.dist-info"
    record = {row[0]: row[1:] for row in csv.reader(io.StringIO(held.pop(f"{about}/RECORD").decode()))}

    ours = {
        path.relative_to(package.parent).as_posix()
        for path in package.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert {member for member in held if not member.startswith(f"{about}/")} == ours
    assert not [member for member in held if member.startswith("grader/course/")]
    for member, content in held.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        assert record.pop(member) == [f"sha256={digest}", str(len(content))]
        if member.startswith("grader/"):
            assert content == (package.parent / member).read_bytes()
    assert list(record) == [f"{about}/RECORD"]
    assert {f"{about}/METADATA", f"{about}/WHEEL", f"{about}/entry_points.txt"} <= set(held)


def test_pins_are_what_the_grader_needs() -> None:
    """Everything that it requires, directly or not, is named once at the version that is here; tools are not."""
    lines = pins().splitlines()
    found = dict(line.split("==") for line in lines)

    assert found["tensorflow"] == importlib.metadata.version("tensorflow")
    assert {"numpy", "keras", "msgspec", "nbformat", "jsonschema"} <= set(found)
    assert not {"tensorflow-course-grader", "ruff", "playwright"} & set(found)
    assert len(found) == len(lines)
