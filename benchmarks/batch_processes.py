"""The processes of a batch, by kind: each kind is begun by the one before it."""

from __future__ import annotations

import contextlib
from typing import Final

import psutil

__all__ = ["KINDS", "processes"]

KINDS: Final = ("batch", "hand", "zygote", "warden", "worker")


def processes(batch: int) -> dict[str, list[psutil.Process]]:
    """Return the processes of a batch that live now, by kind; what is under a worker counts as a worker."""
    found: dict[str, list[psutil.Process]] = {kind: [] for kind in KINDS}
    with contextlib.suppress(psutil.Error):
        found["batch"] = [psutil.Process(batch)]
        found["hand"] = [child for child in found["batch"][0].children() if _said(child, "spawn_main")]
    for hand in found["hand"]:
        found["zygote"] += [child for child in _children(hand) if _said(child, "grader.sandbox.zygote")]
    for zygote in found["zygote"]:
        found["warden"] += _children(zygote)
    for warden in found["warden"]:
        found["worker"] += _children(warden, recursive=True)
    return found


def _children(process: psutil.Process, *, recursive: bool = False) -> list[psutil.Process]:
    with contextlib.suppress(psutil.Error):
        return process.children(recursive=recursive)
    return []


def _said(process: psutil.Process, words: str) -> bool:
    with contextlib.suppress(psutil.Error):
        return words in " ".join(process.cmdline())
    return False
