"""The gradebook as JUnit XML, against the schema that CI servers have."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from grader.export import Shape, export
from grader.gradebook import Entry, Gradebook, Override
from grader.results import Outcome
from tests.gradebooks import entry, gradebook_of, gradebook_sample, row


class Rule(NamedTuple):
    """What the schema allows in an element; a child that comes in any number and order."""

    children: frozenset[str]
    required: frozenset[str]
    optional: frozenset[str]


def rule(children: str = "", required: str = "", optional: str = "") -> Rule:
    """Return the rule of names in three texts."""
    return Rule(frozenset(children.split()), frozenset(required.split()), frozenset(optional.split()))


JUNIT_10 = {
    "testsuites": rule("testsuite", "", "name time tests failures errors"),
    "testsuite": rule(
        "testsuite properties testcase system-out system-err",
        "name tests failures errors",
        "group time skipped timestamp hostname id package file log url version",
    ),
    "properties": rule("property"),
    "property": rule("", "name value"),
    "testcase": rule("skipped error failure system-out system-err", "name", "time classname group"),
    "skipped": rule("", "", "type message"),
    "error": rule("", "", "type message"),
    "failure": rule("", "", "type message"),
    "system-out": rule(),
    "system-err": rule(),
}
"""What we may use of Jenkins's junit-10.xsd."""


def keeps_to_schema(root: ET.Element) -> None:
    """Assert that every element is one that the schema knows, in a place where it may be."""
    assert root.tag == "testsuites"
    for element in root.iter():
        known = JUNIT_10[element.tag]
        attributes = set(element.attrib)
        assert known.required <= attributes <= known.required | known.optional, element.tag
        assert {child.tag for child in element} <= known.children, element.tag
        text = (element.text or "").strip()
        assert not text or element.tag in {"skipped", "error", "failure", "system-out"}
        for name in attributes & {"tests", "failures", "errors", "skipped"}:
            assert re.fullmatch(r"\d+", element.attrib[name])
        if "time" in attributes:
            assert re.fullmatch(r"\d*(\.\d{0,3})?", element.attrib["time"])
        if "tests" in attributes:
            assert int(element.attrib["tests"]) == len(element.findall(".//testcase"))
            assert int(element.attrib["failures"]) == len(element.findall(".//failure"))
            assert int(element.attrib["errors"]) == len(element.findall(".//error"))


def parse(gradebook: Gradebook) -> ET.Element:
    """Return the parsed export, which keeps to the schema."""
    root = ET.fromstring(export(gradebook, Shape.JUNIT))
    keeps_to_schema(root)
    return root


def test_a_class_is_suites() -> None:
    """A learner is a suite, also one of two with a name, and a part is a case."""
    root = parse(gradebook_sample())

    assert root.attrib == {"name": "Linear models", "tests": "18", "failures": "2", "errors": "1"}
    assert [suite.get("name") for suite in root] == [
        "Ada Lovelace (ada)",
        "Ada Lovelace (ada-2)",
        "Hopper, Grace (grace)",
        "Katherine (katherine)",
        "Mary Jackson (mary)",
        "Emmy Noether (emmy)",
    ]
    assert [case.attrib for case in root[0].iter("testcase")] == [
        {"classname": "ada", "name": "exercise_2_3_1 A line and its loss", "time": "0.250"},
        {"classname": "ada", "name": "exercise_2_3_2 Fit it", "time": "0.500"},
        {"classname": "ada", "name": "exercise_2_4_1 Train in batches (2)", "time": "0.000"},
    ]
    assert [suite.get("skipped") for suite in root] == ["0", "1", "1", "2", "3", "2"]
    assert root[0].get("time") == "0.750"


def test_what_is_known_of_a_learner_is_in_properties() -> None:
    """Properties say who it is and every part's points; what is not known is left out."""
    root = parse(gradebook_sample())
    ada, grace = ({each.get("name"): each.get("value") for each in root[n].iter("property")} for n in (0, 2))

    assert ada == {
        "key": "ada", "name": "Ada Lovelace", "id": "1001", "login": "ada", "email": "ada@example.org",
        "section": "Monday", "in_roster": "true", "attempts": "2", "score": "19.3", "max_score": "20",
        "exercise_2_3_1.points": "6", "exercise_2_3_1.max_points": "6",
        "exercise_2_3_2.points": "7", "exercise_2_3_2.max_points": "7",
        "exercise_2_4_1.points": "6.3", "exercise_2_4_1.max_points": "7",
    }  # fmt: skip
    assert {"score", "exercise_2_3_2.points", "email", "section"}.isdisjoint(grace)


@pytest.mark.parametrize(
    ("given", "tags", "words"),
    [
        pytest.param(entry(0, Outcome.PASSED, 6), ["system-out"], "6 of 6 points", id="passed"),
        pytest.param(
            entry(0, Outcome.PASSED, 5.4, late=True, late_percent=10),
            ["system-out"],
            "5.4 of 6 points, 10 % off for lateness",
            id="late",
        ),
        pytest.param(
            entry(0, Outcome.FAILED, 2, failed_checks=("loss",), mistake="swapped", error="ValueError: no"),
            ["failure", "system-out"],
            "a known mistake: swapped\nValueError: no\ndid not pass: loss",
            id="failed",
        ),
        pytest.param(
            entry(0, error="it is not text", attempt=1),
            ["failure", "system-out"],
            "it is not text",
            id="unreadable",
        ),
        pytest.param(entry(0, Outcome.ERRORED, error="no frame"), ["error"], "no frame", id="errored"),
        pytest.param(entry(0, attempt=1), ["skipped"], "", id="waiting"),
        pytest.param(
            entry(
                0,
                Outcome.ERRORED,
                override=Override(points=6, why="seen", when=""),
                late=True,
                late_percent=10,
            ),
            ["system-out"],
            "6 of 6 points",
            id="errored-then-given-all",
        ),
        pytest.param(
            entry(0, Outcome.PASSED, 6, override=Override(points=1.5, why="copied", when="")),
            ["failure", "system-out"],
            "",
            id="passed-then-given-less",
        ),
    ],
)
def test_cases(given: Entry, tags: list[str], words: str) -> None:
    """A fault of the grader is an error, what did not pass is a failure, and points given by hand decide."""
    case = parse(gradebook_of(row("ada", "Ada", given))).find(".//testcase")

    assert case is not None
    assert [child.tag for child in case] == tags
    assert (case[0].text or "") == words


@pytest.mark.parametrize(
    ("entries", "attempts", "words"),
    [
        pytest.param([], 0, "Nothing came from this learner.", id="absent"),
        pytest.param([], 1, "This part is not graded yet.", id="nothing-graded"),
        pytest.param([entry(0, Outcome.PASSED, 6)], 1, "Nothing was handed in for this part.", id="left-out"),
    ],
)
def test_a_part_without_a_run_is_skipped(entries: list[Entry], attempts: int, words: str) -> None:
    """What was not run blames nobody, and says why."""
    root = parse(gradebook_of(row("ada", "Ada", *entries, attempts=attempts)))

    assert root.findall(".//testcase")[-1][0].attrib == {"message": words}


def test_long_texts_are_cut() -> None:
    """An error of a million characters makes no file of that size, and the key is there behind a long name."""
    failed = entry(0, Outcome.FAILED, error="E" * 1_000_000)
    content = export(gradebook_of(row("ada", "A" * 1_000_000, failed)), Shape.JUNIT)

    assert len(content) < 10_000
    assert ET.fromstring(content)[0].get("name", "").endswith("A… (ada)")
