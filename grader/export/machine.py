"""The gradebook as JSON, and the JSON Schema that it keeps to."""

from __future__ import annotations

import msgspec

from grader.gradebook import Gradebook
from grader.report.machine import as_json, schema_of

__all__ = ["GradebookDocument", "gradebook_schema", "render_gradebook"]


class GradebookDocument(Gradebook, frozen=True, kw_only=True, tag_field="schema", tag="grader/gradebook/1"):
    """A class's grades. Where an entry's outcome is null or `errored`, its score is 0 for want of another."""


def render_gradebook(gradebook: Gradebook) -> bytes:
    """Return the gradebook as UTF-8 JSON, indented, with its `schema` first and a line feed at the end.

    It decodes to an equal gradebook, but for lone surrogates, which come out spelled.
    """
    return as_json(GradebookDocument(**msgspec.structs.asdict(gradebook)))


def gradebook_schema() -> bytes:
    """Return the JSON Schema of that, indented, with a line feed at the end."""
    return schema_of(GradebookDocument)
