"""An exercise as JSON: what a spec is in a release, where no line of Python may tell what the author wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

import grader.checks
from grader.checks import AnyOf, Check
from grader.errors import SpecError
from grader.spec import Exercise

if TYPE_CHECKING:
    from grader.evidence import Evidence

__all__ = ["decode_exercise", "encode_exercise", "without_answers"]

_KIND: Final = "check"
"""The field that says of which class a check is; msgspec's own encoding leaves it out."""

_KINDS: Final[dict[str, type[Check]]] = {
    name: kind
    for name, kind in vars(grader.checks).items()
    if isinstance(kind, type) and issubclass(kind, Check)
}


def encode_exercise(exercise: Exercise) -> bytes:
    """Return the exercise as JSON for people to read, with a line feed at the end.

    Raises:
        SpecError: it holds something that JSON cannot, such as an infinite bound.
    """
    fields = msgspec.to_builtins(exercise)
    fields["checks"] = [_encoded(check) for check in exercise.checks]
    data = msgspec.json.format(msgspec.json.encode(fields), indent=2) + b"\n"
    if decode_exercise(data) != exercise:
        raise SpecError(f"{exercise.title!r} cannot be written as JSON: it comes back as another exercise")
    return data


def decode_exercise(data: bytes) -> Exercise:
    """Return the exercise that `encode_exercise` wrote.

    Raises:
        SpecError: it did not write this.
    """
    try:
        fields = msgspec.json.decode(data, type=dict[str, Any])
        checks = tuple(map(_decoded, fields["checks"]))
        exercise = msgspec.convert({**fields, "checks": ()}, Exercise)
    except (msgspec.MsgspecError, UnicodeDecodeError, LookupError, TypeError) as error:
        raise SpecError(f"it is no exercise: {error}") from None
    return msgspec.structs.replace(exercise, checks=checks)


def without_answers(exercise: Exercise, reference: Evidence) -> Exercise:
    """Return the exercise as it is needed to judge without its source: no edits of the solution, and checks settled."""
    checks = tuple(check.settled(reference) for check in exercise.checks)
    return msgspec.structs.replace(exercise, checks=checks, mistakes=(), equivalents=())


def _encoded(check: Check) -> dict[str, Any]:
    fields = {_KIND: type(check).__name__, **msgspec.to_builtins(check)}
    if isinstance(check, AnyOf):
        fields["checks"] = [_encoded(each) for each in check.checks]
    return fields


def _decoded(fields: dict[str, Any]) -> Check:
    kind = _KINDS[fields[_KIND]]
    if kind is not AnyOf:
        return msgspec.convert(fields, kind)
    checks = tuple(map(_decoded, fields["checks"]))
    return msgspec.structs.replace(msgspec.convert({**fields, "checks": ()}, AnyOf), checks=checks)
