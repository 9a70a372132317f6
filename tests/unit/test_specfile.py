"""An exercise as JSON: it comes back equal, whatever its checks, and for a release it tells no answer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec
import pytest

import grader.checks
from grader.catalogue import find_course
from grader.checks import Check
from grader.errors import SpecError
from grader.evidence import Cell
from grader.judge import check_ids, probes_for
from grader.spec import AnyOf, Calls, Exercise, Exists, HasValue, InRange, PassesNumber
from grader.specfile import decode_exercise, encode_exercise, without_answers
from tests.support import ROOT, array, evidence, secrets_of

if TYPE_CHECKING:
    from grader.catalogue import Course
    from grader.evidence import Evidence

PARTS = find_course(ROOT).part_ids

KINDS = sorted(
    (kind for kind in vars(grader.checks).values() if isinstance(kind, type) and issubclass(kind, Check)),
    key=lambda kind: kind.__name__,
)


def _left(source: str) -> Evidence:
    """Return what is seen of `source` before it has run."""
    return evidence({"rate": array([0.5])}, source=source)


@pytest.mark.parametrize("part_id", PARTS)
def test_comes_back_equal(part_id: str, course: Course) -> None:
    """Every exercise of the course, bands and mistakes and all, is read back as it was."""
    exercise = course.part(part_id).exercise

    found = decode_exercise(encode_exercise(exercise))

    assert found == exercise
    assert [type(check) for check in found.checks] == [type(check) for check in exercise.checks]
    assert probes_for(found, figures=True) == probes_for(exercise, figures=True)


@pytest.mark.parametrize("part_id", PARTS)
def test_tells_no_answer(part_id: str, course: Course) -> None:
    """For a release there is no line of the solution in it, no edit that a mistake makes, and no mark of an author's."""
    part = course.part(part_id)
    reference = evidence(source=part.solution, setup=part.setup)

    exercise = without_answers(part.exercise, reference)
    written = encode_exercise(exercise).decode()

    assert [secret for secret in secrets_of(part) if secret in written] == []
    assert check_ids(exercise) == check_ids(part.exercise)


def _about_source(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """Return the checks that read source, those inside others as well."""
    inner = [check for each in checks if isinstance(each, AnyOf) for check in _about_source(each.checks)]
    return (*(check for check in checks if check.reads_source), *inner)


@pytest.mark.parametrize("part_id", PARTS)
def test_source_checks_do_without_the_solution(part_id: str, course: Course) -> None:
    """In a release every check of source says of the solution, and of the stub, what it says in the whole course."""
    part = course.part(part_id)
    reference, stub = (evidence(source=source, setup=part.setup) for source in (part.solution, part.stub))
    exercise = without_answers(part.exercise, reference)
    checks = (_about_source(part.exercise.checks), _about_source(exercise.checks))

    for whole, settled in zip(*checks, strict=True):
        for own in (reference, stub):
            assert settled.judge(own, evidence()) == whole.judge(own, reference)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_check_can_be_read(kind: type[Check]) -> None:
    """No kind has a field whose type is known only to those who check types."""
    assert msgspec.inspect.type_info(kind)


def test_alternatives_come_back() -> None:
    """Checks inside a check are of their kinds again."""
    inner = AnyOf(checks=(HasValue(name="y"), Calls(functions=("tensorflow.multiply",))), points=3)
    exercise = Exercise(title="A part", checks=(AnyOf(checks=(Exists(name="x"), inner)),))

    assert decode_exercise(encode_exercise(exercise)) == exercise


def test_what_json_cannot_hold() -> None:
    """A bound without end is the author's error, not another bound."""
    exercise = Exercise(title="A part", checks=(InRange(name="x", low=0.0, high=math.inf),))

    with pytest.raises(SpecError):
        encode_exercise(exercise)


NO_EXERCISES = [
    pytest.param(b"", id="empty"),
    pytest.param(b"\xff", id="no-text"),
    pytest.param(b"[]", id="a-list"),
    pytest.param(b"{}", id="no-checks"),
    pytest.param(b'{"title": "A part", "checks": 1}', id="no-list"),
    pytest.param(b'{"title": "A part", "checks": [1]}', id="no-check"),
    pytest.param(b'{"title": "A part", "checks": [{"check": "Nothing"}]}', id="no-such-kind"),
    pytest.param(b'{"title": "A part", "checks": [{"check": "Exists"}]}', id="no-name"),
    pytest.param(b'{"checks": []}', id="no-title"),
]


@pytest.mark.parametrize("data", NO_EXERCISES)
def test_no_exercise(data: bytes) -> None:
    """Anything else is refused, and said to be no exercise."""
    with pytest.raises(SpecError, match="it is no exercise"):
        decode_exercise(data)


RATE = PassesNumber(function="tensorflow.Variable", keyword="initial_value", bound_to="rate")
SUBMISSIONS = ["rate = Variable(0.5)", "rate = Variable(0.25)", "rate = Variable(start)", "rate = 0.5"]


@pytest.mark.parametrize("check", [RATE, AnyOf(checks=(Calls(functions=("numpy.abs",)), RATE))])
@pytest.mark.parametrize("source", SUBMISSIONS)
def test_settled_check_needs_no_source(check: Check, source: str) -> None:
    """What was read from the solution's source is in the check; it says the same without that source."""
    setup = "from tensorflow import Variable"
    reference = msgspec.structs.replace(_left("rate = Variable(0.5)"), setup=setup)
    bare = msgspec.structs.replace(reference, cells=(), setup="")
    own = msgspec.structs.replace(reference, cells=(Cell(source),))

    settled = check.settled(reference)

    assert settled.judge(own, bare) == check.judge(own, reference)
    assert settled.judge(own, reference) == check.judge(own, reference)
