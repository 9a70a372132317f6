"""The report as JSON, and the JSON Schema that it keeps to."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from grader.report.text import spelled
from grader.results import Report

__all__ = ["as_json", "json_schema", "render_json", "schema_of"]

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def render_json(report: Report) -> bytes:
    """Return the report as UTF-8 JSON, as `as_json` does."""
    return as_json(report)


def json_schema() -> bytes:
    """Return the JSON Schema of a report, indented, with a line feed at the end."""
    return schema_of(Report)


def as_json(document: msgspec.Struct) -> bytes:
    """Return a document as UTF-8 JSON, indented, with a line feed at the end.

    It decodes to an equal one, but for lone surrogates: JSON in UTF-8 cannot hold them, so they come out spelled,
    `<U+D800>`.
    """
    return _indented(msgspec.json.encode(_encodable(msgspec.to_builtins(document))))


def schema_of(kind: type[msgspec.Struct]) -> bytes:
    """Return the JSON Schema of a kind of document, indented, with a line feed at the end."""
    return _indented(msgspec.json.encode(msgspec.json.schema(kind)))


def _indented(document: bytes) -> bytes:
    return msgspec.json.format(document, indent=2) + b"\n"


def _encodable(value: object) -> object:
    if isinstance(value, str):
        return _SURROGATE.sub(lambda match: spelled(match[0]), value)
    if isinstance(value, dict):
        return {_encodable(key): _encodable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(item) for item in value]
    return value
