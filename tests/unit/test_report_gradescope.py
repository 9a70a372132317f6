"""The report as Gradescope reads it: points that add up, plain text, and no score where the grader failed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import jsonschema
import msgspec
import pytest

from grader.report.gradescope import not_graded, render_gradescope
from grader.report.text import HIDDEN
from grader.report.wording import GRADERS_FAULT
from grader.results import CodeError, Exhibit, Outcome
from tests.samples import HOSTILE, check, graded_of, graded_sample, part_of
from tests.support import ROOT

if TYPE_CHECKING:
    from grader.results import Graded, PartResult

SCHEMA = json.loads((ROOT / "tests" / "gradescope.schema.json").read_text("utf-8"))
ANY_RESULTS = {name: value for name, value in SCHEMA.items() if name != "anyOf"}
"""The schema without what makes results a grade: a score."""


def _results(graded: Graded) -> dict[str, Any]:
    """Return the results of a report, which must be a grade in Gradescope's terms."""
    found = json.loads(render_gradescope(graded, seconds=4.2))
    jsonschema.validate(found, SCHEMA)
    return found  # type: ignore[no-any-return]


def _graded(*parts: PartResult) -> Graded:
    return graded_of(*((part, Exhibit(exercise=part.exercise)) for part in parts))


def _without_errored() -> Graded:
    graded = graded_sample()
    pairs = [
        pair
        for pair in zip(graded.report.parts, graded.exhibits, strict=True)
        if pair[0].outcome is not Outcome.ERRORED
    ]
    return graded_of(*pairs)


def test_points_add_up() -> None:
    """The tests' points are the report's, together and at most."""
    graded = _without_errored()
    found = _results(graded)

    assert found["score"] == sum(test.get("score", 0) for test in found["tests"]) == graded.report.score
    assert sum(test.get("max_score", 0) for test in found["tests"]) == graded.report.max_score
    assert found["execution_time"] == 5


def test_a_test_for_each_part_and_check() -> None:
    """A part is a test with what is said of it, its checks follow, numbered; what passed says nothing."""
    failed = msgspec.structs.replace(
        check("two", "Two", Outcome.FAILED), message="expected 1, not 2", hint="Count again.", line=3
    )
    runs = check("runs", "It runs", points=0)
    part = msgspec.structs.replace(
        part_of(Outcome.FAILED),
        checks=(runs, check("one", "One"), failed),
        score=2,
        max_score=4,
        feedback="You counted.",
    )

    found = _results(_graded(part))["tests"]

    assert [(test["number"], test["name"], test["status"]) for test in found] == [
        ("2.3.1", "A part", "failed"),
        ("2.3.1.1", "It runs", "passed"),
        ("2.3.1.2", "One", "passed"),
        ("2.3.1.3", "Two", "failed"),
    ]
    assert [test["output"] for test in found] == [
        "You counted.\n2 of 3 checks passed",
        "",
        "",
        "line 3\nexpected 1, not 2\nTry this: Count again.",
    ]
    assert "score" not in found[1]
    assert (found[3]["score"], found[3]["max_score"]) == (0, 2)


def test_nothing_handed_in() -> None:
    """A part without a file has its points in the one test that it has."""
    error = CodeError(type="NoSubmission", message="there is no a.py", explanation="Nothing was handed in.")
    part = msgspec.structs.replace(part_of(Outcome.FAILED), submission=None, error=error)

    found = _results(_graded(part))

    assert [(test["score"], test["max_score"]) for test in found["tests"]] == [(0, 2)]
    assert found["tests"][0]["output"] == "Nothing was handed in.\nNoSubmission: there is no a.py"
    assert found["score"] == 0


def test_hostile_text_is_plain() -> None:
    """What learners write is text for Gradescope, never HTML, and hides no character."""
    part = msgspec.structs.replace(
        part_of(Outcome.FAILED),
        checks=(msgspec.structs.replace(check("one", HOSTILE, Outcome.FAILED), message=HOSTILE),),
        error=CodeError(type=HOSTILE, message=HOSTILE, traceback=(HOSTILE,)),
    )

    found = _results(_graded(part))
    texts = [found["output"], *(test[name] for test in found["tests"] for name in ("name", "output"))]

    assert {found[name] for name in ("output_format", "test_output_format", "test_name_format")} == {"text"}
    assert not [test for test in found["tests"] if {"output_format", "name_format"} & set(test)]
    assert any("<script>" in text for text in texts)
    assert not any(HIDDEN.search(text) for text in texts)


@pytest.mark.parametrize(
    "graded",
    [
        pytest.param(graded_sample(), id="a-part"),
        pytest.param(_graded(part_of(Outcome.ERRORED)), id="all"),
    ],
)
def test_fault_of_the_grader(graded: Graded) -> None:
    """Where a part was not graded there is no score, not even of a test; the first words say whose fault it is."""
    written = render_gradescope(graded, seconds=1)
    found = json.loads(written)

    jsonschema.validate(found, ANY_RESULTS)
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(found)
    assert found["output"].startswith(GRADERS_FAULT)
    assert any(test["name"].startswith("Not graded: ") for test in found["tests"])
    assert not re.search(rb'"(max_)?score"', written)


def test_not_graded_at_all() -> None:
    """Where nothing could be said, there are words for the learner, and no score."""
    found = json.loads(not_graded())

    jsonschema.validate(found, ANY_RESULTS)
    assert found["output"] == GRADERS_FAULT
    assert "score" not in found
