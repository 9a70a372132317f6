"""Learners as the class page names them, with links to their own pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from grader.report.text import clipped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.gradebook import Gradebook, Row

__all__ = ["Learner", "Learners"]

NAME_CHARACTERS: Final = 80
"""Longer names are cut: a page of three hundred learners shows each of them many times."""


class Learner(NamedTuple):
    """One learner; what is not known is empty."""

    name: str
    """Never empty."""
    id: str
    """The ID, or else the login."""
    section: str
    page: str
    """The address of the learner's page, from that of the class; empty where nothing came."""


class Learners:
    """The learners of a class by their keys."""

    def __init__(self, gradebook: Gradebook) -> None:
        self._known = {row.key: _learner(row) for row in gradebook.rows}

    def of(self, key: str) -> Learner:
        """Return the learner with this key; one whom the gradebook does not have is named by it."""
        return self._known.get(key) or Learner(clipped(key, NAME_CHARACTERS), "", "", "")

    def all_of(self, keys: Iterable[str]) -> tuple[Learner, ...]:
        """Return the learners with these keys, in their order."""
        return tuple(map(self.of, keys))


def _learner(row: Row) -> Learner:
    name, number, section = (
        clipped(text.strip(), NAME_CHARACTERS)
        for text in (row.name.strip() or row.login or row.id or row.key, row.id or row.login, row.section)
    )
    # A key is a safe file name; quoted, it stays one step of an address even if it is not.
    page = "" if row.missing else f"learners/{quote(row.key, safe='', errors='replace')}.html"
    return Learner(name or "no name", number, section, page)
