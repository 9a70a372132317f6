"""What a run may read: everything under the roots but what is hidden, by whatever path it is reached."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from grader.sandbox import landlock
from grader.sandbox.landlock import readable_paths

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only root: with packages, a secret deep in it, and links."""
    root = tmp_path / "root"
    for name in ("packages/numpy", "packages/grader/course", "bin"):
        (root / name).mkdir(parents=True)
    (root / "packages" / "six.py").write_text("")
    (tmp_path / "outside").mkdir()
    (root / "packages" / "linked").symlink_to(tmp_path / "outside")
    (root / "packages" / "secret-by-link").symlink_to(root / "packages" / "grader")
    (root / "packages64").symlink_to("packages")
    (root / "loop").symlink_to(root)
    (root / "nowhere").symlink_to(root / "not-there")
    monkeypatch.setattr(landlock, "_SYSTEM", ())
    monkeypatch.setattr(sys, "prefix", str(root))
    monkeypatch.setattr(sys, "base_prefix", str(root))
    monkeypatch.setattr(sys, "path", [])
    return root


def _listed(root: Path, *hidden: Path) -> list[str]:
    return [path.removeprefix(f"{root}/") for path in readable_paths(tuple(map(str, hidden)))]


def test_secret_is_left_out(root: Path) -> None:
    """A secret folder's neighbours are listed one by one, links to it are not, and no loop is walked."""
    found = _listed(root, root / "packages" / "grader")

    assert found == ["bin/", "nowhere", "packages/linked/", "packages/numpy/", "packages/six.py"]


def test_whole_root(root: Path) -> None:
    """A root without a secret in it is one path."""
    assert readable_paths(()) == (f"{root}/",)
    assert readable_paths((str(root.parent / "elsewhere"),)) == (f"{root}/",)


def test_secret_that_a_link_names(root: Path) -> None:
    """A secret that is given by a link is hidden where it lies, and so is one that is reached by a link from outside."""
    assert "packages/numpy/" not in _listed(root, root / "packages64" / "numpy")
    assert "packages/linked/" not in _listed(root, root.parent / "outside", root / "bin")


def test_root_itself(root: Path) -> None:
    """Where a root is the secret, nothing of it can be read."""
    assert readable_paths((str(root),)) == ()
