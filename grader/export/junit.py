"""The gradebook as JUnit XML, for a CI server: a test suite a learner, a test case a part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from grader.export.standing import Standing, points, standing, total
from grader.export.text import known, number, one_line
from grader.report.wording import STOPPED, counted
from grader.results import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.gradebook import Column, Entry, Gradebook, Row

__all__ = ["render_junit"]

_NAME_CHARACTERS: Final = 100
_ERROR_CHARACTERS: Final = 2_000
_NOT_RUN: Final = {
    Standing.LEFT_OUT: "Nothing was handed in for this part.",
    Standing.WAITING: "This part is not graded yet.",
    Standing.ABSENT: "Nothing came from this learner.",
}


def render_junit(gradebook: Gradebook) -> bytes:
    """Return XML that keeps to the schema of Jenkins's xUnit plugin, `junit-10.xsd`.

    A part that did not pass is a failure, one that the grader failed on is an error, and one that nothing was handed
    in for is skipped. Points given by hand pass where they are all the points.
    """
    suites = [_suite(row, gradebook.columns) for row in gradebook.rows]
    root = ET.Element("testsuites", name=one_line(gradebook.title))
    root.extend(suites)
    _count(root)
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _suite(row: Row, columns: tuple[Column, ...]) -> ET.Element:
    # The key tells learners of one name apart, however long that is.
    suite = ET.Element(
        "testsuite", name=f"{one_line(row.name, _NAME_CHARACTERS)} ({one_line(row.key)})".strip()
    )
    properties = ET.SubElement(suite, "properties")
    for name, value in _properties(row):
        if value:
            ET.SubElement(properties, "property", name=one_line(name), value=one_line(value))
    suite.extend(_case(row, column, entry) for column, entry in zip(columns, row.entries, strict=True))
    _count(suite)
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    suite.set("time", _seconds(sum(entry.wall_seconds for entry in row.entries)))
    return suite


def _properties(row: Row) -> Iterable[tuple[str, str]]:
    """Yield what is known of the learner; an empty value where nothing is."""
    yield "key", row.key
    yield "name", row.name
    yield "id", row.id
    yield "login", row.login
    yield "email", row.email
    yield "section", row.section
    yield "in_roster", "true" if row.in_roster else "false"
    yield "attempts", str(row.attempts)
    yield "score", known(total(row))
    yield "max_score", number(row.max_score)
    for entry in row.entries:
        yield f"{entry.exercise}.points", known(points(row, entry))
        yield f"{entry.exercise}.max_points", number(entry.max_score)


def _case(row: Row, column: Column, entry: Entry) -> ET.Element:
    case = ET.Element(
        "testcase",
        classname=one_line(row.key),
        name=one_line(f"{column.exercise} {column.title}"),
        time=_seconds(entry.wall_seconds),
    )
    how = standing(row, entry)
    value = points(row, entry)
    if how in _NOT_RUN:
        ET.SubElement(case, "skipped", message=_NOT_RUN[how])
    elif value is None:
        fault = ET.SubElement(case, "error", type="grader", message="The grader failed, not the learner.")
        fault.text = one_line(entry.error, _ERROR_CHARACTERS)
    elif how is Standing.GIVEN:
        if value < entry.max_score:
            ET.SubElement(case, "failure", type="given", message=f"{_earned(entry, value)}, given by hand")
    elif entry.outcome is not Outcome.PASSED:
        kind = one_line(entry.mistake) or "failed"
        failure = ET.SubElement(case, "failure", type=kind, message=_earned(entry, value))
        failure.text = "\n".join(one_line(line, _ERROR_CHARACTERS) for line in _reasons(entry))
    if value is not None:
        off = entry.late_percent if how is Standing.GRADED else 0
        late = f", {number(off)} % off for lateness" if off else ""
        ET.SubElement(case, "system-out").text = f"{_earned(entry, value)}{late}"
    return case


def _earned(entry: Entry, value: float) -> str:
    return f"{number(value)} of {counted(entry.max_score, 'point')}"


def _reasons(entry: Entry) -> Iterable[str]:
    if entry.mistake:
        yield f"a known mistake: {entry.mistake}"
    if entry.stopped:
        yield STOPPED[entry.stopped].fact
    if entry.error:
        yield entry.error
    if entry.failed_checks:
        yield f"did not pass: {', '.join(entry.failed_checks)}"


def _count(element: ET.Element) -> None:
    """Say on an element how many test cases, failures and errors are below it."""
    for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
        element.set(name, str(sum(1 for _ in element.iter(tag))))


def _seconds(seconds: float) -> str:
    return f"{seconds:.3f}"
