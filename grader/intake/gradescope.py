"""Gradescope's `submission_metadata.yml`: who handed in each submission, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
import yaml

from grader.errors import SubmissionError
from grader.intake.names import clean
from grader.intake.roster import Who
from grader.limits import INTAKE

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Told", "read_metadata"]

_MOST_SUBMITTERS: Final = 64


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What the metadata tell of one submission; `earlier` counts attempts that the export leaves out."""

    submitters: tuple[Who, ...]
    when: str
    earlier: int


def read_metadata(path: Path) -> dict[str, Told]:
    """Return what is told of each submission by its folder's name; what is not understood is passed over.

    A file in a submission's own folder may tell of that one alone: its name is empty then.

    Raises:
        SubmissionError: it cannot be read at all.
    """
    try:
        with path.open("rb") as file:
            data = file.read(INTAKE.metadata_bytes + 1)
        if len(data) > INTAKE.metadata_bytes:
            raise SubmissionError("it is too large")
        # The base loader makes strings, lists and dictionaries, and nothing else; libyaml's is bounded in depth.
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        document = yaml.load(data.decode("utf-8-sig"), Loader=loader)  # noqa: S506
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as error:
        raise SubmissionError(f"it is broken: {str(error)[:120] or type(error).__name__}") from None
    fields = _fields(document)
    if "submitters" in fields:
        return {"": _told(document)}
    return {name: _told(value) for name, value in fields.items() if name.startswith("submission_")}


def _fields(value: object) -> dict[str, object]:
    """Return a mapping's fields by their names, which Ruby begins with a colon."""
    if not isinstance(value, dict):
        return {}
    return {key.strip(":"): each for key, each in value.items() if isinstance(key, str)}


def _told(value: object) -> Told:
    fields = _fields(value)
    submitters, history = fields.get("submitters"), fields.get("history")
    people = [_who(each) for each in submitters[:_MOST_SUBMITTERS]] if isinstance(submitters, list) else []
    return Told(
        submitters=tuple(who for who in people if who.shown),
        when=_text(fields.get("created_at")),
        earlier=len(history) if isinstance(history, list) else 0,
    )


def _who(value: object) -> Who:
    fields = _fields(value)
    return Who(
        name=_text(fields.get("name")),
        id=_text(fields.get("sid")),
        email=_text(fields.get("email")),
    )


def _text(value: object) -> str:
    return clean(value)[:200] if isinstance(value, str) else ""
