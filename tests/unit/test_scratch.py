"""A run's folder is gone afterwards, whatever has been made of it, and nothing else is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from grader.sandbox import scratch

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_everything_is_removed(tmp_path: Path) -> None:
    """Closed folders, names that are no text and links go; what the links lead to stays."""
    outside, folder = tmp_path / "outside", tmp_path / "run"
    outside.mkdir()
    (outside / "kept").write_text("kept")
    (folder / "a" / "b" / "c").mkdir(parents=True)
    (folder / "a" / "b" / "file").write_text("gone")
    os.mkdir(os.path.join(os.fsencode(folder), b"\xff\n"))
    for place in (folder, folder / "a" / "b"):
        (place / "link").symlink_to(outside)
        (place / "broken").symlink_to("nowhere")
    for place in (folder / "a" / "b" / "c", folder / "a" / "b", folder / "a", folder):
        place.chmod(0)

    scratch.remove(str(folder))

    assert os.listdir(tmp_path) == ["outside"]
    assert (outside / "kept").read_text() == "kept"


def test_any_depth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders that lie deeper than Python recurses, or a path may be long, go as well."""
    folder = tmp_path / "run"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for _ in range(1500):
        os.mkdir("deeper")
        os.chdir("deeper")
    monkeypatch.chdir(tmp_path)

    scratch.remove(str(folder))

    assert os.listdir(tmp_path) == []


def test_what_is_gone_is_no_error(tmp_path: Path) -> None:
    """A folder that is not there any more, or is a link, is left alone."""
    (tmp_path / "link").symlink_to(tmp_path)
    (tmp_path / "file").write_text("kept")

    scratch.remove(str(tmp_path / "gone"))
    scratch.remove(str(tmp_path / "link"))

    assert sorted(os.listdir(tmp_path)) == ["file", "link"]
