"""The store: what is kept by content, what is forgotten never, and what an intake changes."""

from __future__ import annotations

import multiprocessing
import random
from typing import TYPE_CHECKING

import msgspec
import pytest

from grader.data import World
from grader.errors import UsageError
from grader.evidence import CallProbe, Cell, Evidence, FiguresProbe, NameProbe, Scalar
from grader.intake import Learner
from grader.results import Outcome, PartResult
from grader.runner import RunKey
from grader.store import Arrival, Database, Handin, Observed, Results, Roll, Version, source_digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CELLS = (Cell("x = 1"),)
SOURCE = source_digest(CELLS)
VERSION = Version(
    digest="v",
    part="exercise_1_1_1",
    contents={kind: (kind, b"body") for kind in ("exercise", "solution", "spec", "world", "runtime")},
)
ADA = Learner(key="ada", name="Ada Lovelace")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty store."""
    with Database(f"sqlite:///{tmp_path}/store.sqlite") as opened:
        yield opened


def _arrival(digest: str, number: int, *, time: str = "", cells: tuple[Cell, ...] = CELLS) -> Arrival:
    source = source_digest(cells)
    handin = Handin(part="exercise_1_1_1", name="exercise_1_1_1.py", source=source)
    return Arrival(
        digest=digest,
        number=number,
        place=digest,
        time=time,
        late=False,
        handins=(handin,),
        sources={source: cells},
    )


def test_intakes_add_up(database: Database) -> None:
    """A later intake adds attempts and forgets none; the same one again changes nothing."""
    roll = Roll(database)
    for _ in range(2):
        roll.enter([(ADA, (_arrival("a", 1),))], ["one", "two"], roster=False)
    roll.enter([(ADA, (_arrival("b", 1, cells=(Cell("x = 2"),)),))], [], roster=False)

    assert [(each.attempt, each.handin.source) for each in roll.handins()] == [
        (1, SOURCE),
        (2, source_digest((Cell("x = 2"),))),
    ]
    assert roll.cells(SOURCE) == CELLS
    assert roll.attempts() == {"ada": 2}
    assert roll.problems() == ()
    assert roll.known(["a", "b", "c"]) == {"a", "b"}


@pytest.mark.parametrize(("first", "second", "order"), [("2", "1", ["b", "a"]), ("2", "", ["a", "b"])])
def test_order_of_attempts(first: str, second: str, order: list[str], database: Database) -> None:
    """Times tell the order where every attempt has one, else the order in which they came."""
    roll = Roll(database)
    for name, time in (("a", first), ("b", second)):
        arrival = _arrival(name, 1, time=time and f"2026-01-0{time}T00:00:00Z", cells=(Cell(name),))
        roll.enter([(ADA, (arrival,))], [], roster=False)

    assert [each.handin.source for each in roll.handins()] == [source_digest((Cell(name),)) for name in order]


def test_roster_gives_another_key(database: Database) -> None:
    """Where a roster gives a learner another key, the attempts that are known follow, and the old key is gone."""
    roll = Roll(database)
    roll.enter([(ADA, (_arrival("a", 1),))], [], roster=False)
    lovelace = Learner(key="lovelace", name="Ada Lovelace", in_roster=True)
    noether = Learner(key="noether", name="Emmy Noether", in_roster=True)
    roll.enter([(lovelace, (_arrival("a", 1),)), (noether, ())], [], roster=True)

    assert [each.key for each in roll.learners()] == ["lovelace", "noether"]
    assert [each.learner for each in roll.handins()] == ["lovelace"]


def test_intake_is_whole_or_not_at_all(database: Database) -> None:
    """An intake that fails in the middle leaves nothing behind."""
    roll = Roll(database)

    def arrivals() -> Iterator[tuple[Learner, tuple[Arrival, ...]]]:
        yield ADA, (_arrival("a", 1),)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        roll.enter(arrivals(), [], roster=False)

    assert roll.learners() == ()
    assert list(roll.handins()) == []


def test_last_override_counts(database: Database) -> None:
    """The last one counts, and none where the last one takes the points back."""
    roll = Roll(database)
    for points in (1.0, 2.5):
        roll.override("ada", "p", points, why=f"why {points}", time="now")
    assert roll.overrides()["ada", "p"].points == 2.5
    roll.override("ada", "p", None, why="back", time="now")
    assert roll.overrides() == {}


def _evidence(*probes: object) -> bytes:
    found = Evidence(
        cells=CELLS,
        setup="",
        probes=probes,  # type: ignore[arg-type]
        facts=tuple(Scalar(value=number) for number, _ in enumerate(probes)),
        complete=True,
    )
    return msgspec.msgpack.encode(found)


X, Y, FIGURES = NameProbe("x"), NameProbe("y"), FiguresProbe()
F, G = CallProbe("f", (), ()), CallProbe("g", (), ())

NARROWED = [
    pytest.param((X, Y, FIGURES, F, G), (Y, F, G), True, id="names-and-figures"),
    pytest.param((X, F, G), (X, F), True, id="last-call"),
    pytest.param((X, F, G), (X, G), False, id="call-before"),
    pytest.param((X, F), (X, Y, F), False, id="more"),
]


@pytest.mark.parametrize(("had", "wanted", "found"), NARROWED)
def test_evidence_for_less(
    had: tuple[NameProbe, ...], wanted: tuple[NameProbe, ...], found: bool, database: Database
) -> None:
    """Evidence of a run that was asked for more serves, unless a call that is asked no more came before another."""
    results = Results(database)
    results.keep_reference(RunKey("r", "a"), "p", World.PUBLIC, "reference", b"body")
    observed = Observed(evidence=_evidence(*had), reference="reference")
    results.keep_observed(RunKey("run", "had"), "p", World.PUBLIC, observed)
    narrowed = results.observed(RunKey("run", "wanted"), wanted)

    assert results.observed(RunKey("run", "had"), had) == observed
    assert results.observed(RunKey("other", "had"), had) is None
    assert (narrowed is not None) == found
    if narrowed is not None:
        evidence = msgspec.msgpack.decode(narrowed.evidence, type=Evidence)
        assert evidence.probes == wanted
        assert evidence.facts == tuple(Scalar(value=had.index(probe)) for probe in wanted)


def test_errored_results_are_tried_again(database: Database) -> None:
    """What was the grader's fault does not count as graded, and what comes later takes its place."""
    Roll(database).enter([(ADA, (_arrival("a", 1),))], [], roster=False)
    results = Results(database)
    results.enter(VERSION)
    result = PartResult(
        exercise="exercise_1_1_1", title="", submission="", outcome=Outcome.ERRORED, score=0, max_score=3
    )
    results.keep("v", SOURCE, result)
    assert results.graded("v") == set()
    passed = msgspec.structs.replace(result, outcome=Outcome.PASSED, score=3)
    results.keep("v", SOURCE, passed)

    assert results.graded("v") == {SOURCE}
    assert dict(results.of_version("v")) == {SOURCE: passed}
    assert results.result("other", SOURCE) is None


def test_store_of_another_version(tmp_path: Path) -> None:
    """A store that another version of the grader has made is refused."""
    url = f"sqlite:///{tmp_path}/store.sqlite"
    with Database(url) as database:
        Roll(database).remember("schema", "99")

    with pytest.raises(UsageError, match="version 99"):
        Database(url)


def _open_alone(url: str) -> bool:
    try:
        Database(url, alone=True).close()
    except UsageError:
        return False
    return True


def test_alone(tmp_path: Path) -> None:
    """One process has a store alone; others may still read and write a line, and have it alone afterwards."""
    url = f"sqlite:///{tmp_path}/store.sqlite"
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        with Database(url, alone=True), Database(url) as second:
            assert not pool.apply(_open_alone, (url,))
            Roll(second).remember("name", "value")
        assert pool.apply(_open_alone, (url,))


def test_full_disk(database: Database) -> None:
    """A store that cannot grow says so, and keeps what it had."""
    roll = Roll(database)
    roll.enter([(ADA, (_arrival("a", 1),))], [], roster=False)
    with database.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    large = (Cell(random.Random(1).randbytes(500_000).hex()),)
    with pytest.raises(UsageError, match="Free some space"):
        roll.enter([(ADA, (_arrival("b", 1, cells=large),))], [], roster=False)

    assert [each.handin.source for each in roll.handins()] == [SOURCE]
