"""The zygote's memory in huge pages: a fork copies the entry of each page, and there are 512 times fewer of these.

A child that writes into one has its own ordinary pages for what it writes, as before.

Python takes memory from the system one MiB at a time, and the libraries that are loaded meanwhile come to lie between:
hardly two MiB would be side by side. So it is made to take most of it at once, before anything is loaded.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from grader.sandbox import kernel

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["collapsing", "reserve"]

_HUGE: Final = 2 * 1024 * 1024
"""Bytes of a huge page on x86-64, and on most machines else; elsewhere nothing is gained."""

_RESERVED: Final = 96 * 1024 * 1024
"""Bytes: what Python's objects take once everything is loaded."""

_LARGEST: Final = 512
"""Bytes of the largest block that Python has from memory of its own. https://docs.python.org/3/c-api/memory.html#pymalloc"""

_IN_EACH: Final = 1000
"""Blocks: every MiB has more."""


def reserve() -> list[bytes]:
    """Have Python take memory for objects to come; keep what is returned, and it is not given back."""
    size = _LARGEST - sys.getsizeof(b"")
    blocks = [b""] * (_RESERVED // _LARGEST)
    for number in range(len(blocks)):
        blocks[number] = bytes(size)
    return blocks[::_IN_EACH]


def collapsing() -> Iterator[None]:
    """Collapse one piece of this process's own memory at each step; a step takes some milliseconds."""
    for low, high in _own_memory():
        for address in range(-(-low // _HUGE) * _HUGE, high - _HUGE + 1, _HUGE):
            kernel.collapse(address, _HUGE)
            yield


def _own_memory() -> list[tuple[int, int]]:
    """Return where memory lies that is private, can be written, and is no file's."""
    found = []
    with open("/proc/self/maps", encoding="utf-8", errors="replace") as file:
        for line in file:
            span, rights, _, _, _, *name = line.split(maxsplit=5)
            if rights.startswith("rw-p") and (not name or name[0].startswith("[heap]")):
                low, high = span.split("-")
                found.append((int(low, 16), int(high, 16)))
    return found
