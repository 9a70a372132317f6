"""`grade verify`: what is proved, what is listed, what is kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from grader.catalogue import find_course
from grader.cli.group import cli
from grader.runner import Runner
from grader.verify import Fate, PartProof, verify
from tests.support import ROOT

if TYPE_CHECKING:
    from grader.data import DataSource
    from grader.sandbox.supervisor import Supervisor

PART = "exercise_1_1_2"

_SPEC = '''"""Exercise 1.1.2: a variable and its array."""

from grader.spec import Equivalent, Exercise, HasValue, IsArray, Mistake, PrintsNumbers

EXERCISE = Exercise(
    title="A variable and its array",
    checks=({checks}),
    mistakes=({mistakes}),
    equivalents=({equivalents}),
)
'''
_STRONG = 'HasValue(name="A1"), IsArray(name="B1"), HasValue(name="B1"), PrintsNumbers(),'
_MISTAKE = 'Mistake(name="{}", replace=("{}", "{}"), says="No."),'
_LABELS = "print('A1:', *A1.numpy()) -> print(*A1.numpy())"


class Author:
    """An author at work on one part of a course of their own."""

    def __init__(self, folder: Path, fixtures: DataSource, supervisor: Supervisor) -> None:
        self.folder = folder
        self._fixtures = fixtures
        self._supervisor = supervisor
        self.told: list[tuple[str, int, int]] = []

    def writes(self, checks: str = _STRONG, mistakes: str = "", equivalents: str = "") -> None:
        text = _SPEC.format(checks=checks, mistakes=mistakes, equivalents=equivalents)
        (self.folder / "exercises" / PART / "spec.py").write_text(text)

    def verifies(self, *, use_cache: bool = True) -> PartProof:
        course = find_course(self.folder)
        proof = verify(
            (PART,),
            course=course,
            source=self._fixtures,
            runner=Runner(course, self._fixtures, self._supervisor),
            progress=lambda part, done, total: self.told.append((part, done, total)),
            use_cache=use_cache,
        )
        return proof.parts[0]


@pytest.fixture
def author(
    tmp_path: Path, fixtures: DataSource, supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> Author:
    """A copy of one part, to be changed, and an empty cache."""
    monkeypatch.setenv("GRADER_CACHE", str(tmp_path / "cache"))
    shutil.copytree(ROOT / "exercises" / PART, tmp_path / "exercises" / PART)
    (tmp_path / "solutions").mkdir()
    (tmp_path / "fixtures").mkdir()
    shutil.copy(ROOT / "solutions" / f"{PART}.py", tmp_path / "solutions")
    return Author(tmp_path, fixtures, supervisor)


def _edits(proof: PartProof, fate: Fate) -> set[str]:
    return {trial.edit for trial in proof.of(fate)}


def test_the_courses_part_is_proved(author: Author) -> None:
    """The part as the course has it is proved: no survivor is without a reason, every mistake is named."""
    proof = author.verifies()

    assert proof.problems == ()
    assert proof.proved
    assert (proof.reference_passes, proof.stub_fails) == (True, True)
    assert proof.mistakes_named == proof.mistakes >= 3
    assert len(proof.mutants) >= 20
    assert all(trial.by for trial in proof.of(Fate.KILLED))
    assert all(trial.because for trial in proof.of(Fate.EQUIVALENT))
    assert author.told[-1][1] == author.told[-1][2] == 2 + proof.mistakes + len(proof.mutants)


def test_weak_spec_leaves_survivors(author: Author) -> None:
    """A spec without checks of the array and of what is printed lets mutants of them live, each with its line."""
    author.writes('HasValue(name="A1"),')

    proof = author.verifies()

    assert not proof.proved
    assert {"B1 = A1.numpy() -> B1 = A1", "print('B1:', B1) -> nothing"} <= _edits(proof, Fate.SURVIVED)
    assert {trial.line for trial in proof.of(Fate.SURVIVED) if trial.edit.startswith("B1 = ")} == {6}
    assert any(trial.edit.startswith("A1 = Variable([1, 2, 3, 4]) ->") for trial in proof.of(Fate.KILLED))


def test_unchanged_part_is_kept(author: Author) -> None:
    """A second call tries nothing again; marking an equivalent needs no run either; another check does."""
    author.writes()
    first = author.verifies()
    author.told.clear()
    second = author.verifies()
    author.writes(equivalents=f'Equivalent(mutants=("{_LABELS}",), because="Words are free."),')
    marked = author.verifies()
    told = list(author.told)
    author.writes(_STRONG.replace("PrintsNumbers(),", ""))
    changed = author.verifies()

    assert second == msgspec.structs.replace(first, cached=True)
    assert told == []
    assert [(trial.edit, trial.because) for trial in marked.of(Fate.EQUIVALENT)] == [
        (_LABELS, "Words are free.")
    ]
    assert not changed.cached
    assert len(changed.of(Fate.SURVIVED)) > len(first.of(Fate.SURVIVED))


def test_cache_can_be_passed_over(author: Author) -> None:
    """Without the cache every program is tried again, with the same result."""
    author.writes()
    first = author.verifies()
    author.told.clear()

    assert author.verifies(use_cache=False) == first
    assert author.told


@pytest.mark.parametrize(
    ("spec", "problem"),
    [
        pytest.param(
            {"equivalents": 'Equivalent(mutants=("a -> b",), because="So."),'},
            "marked equivalent, but there is no such mutant: a -> b",
            id="mark-of-nothing",
        ),
        pytest.param(
            {"equivalents": 'Equivalent(mutants=("B1 = A1.numpy() -> B1 = A1",), because="So."),'},
            "marked equivalent, but it fails: B1 = A1.numpy() -> B1 = A1",
            id="mark-of-one-that-fails",
        ),
        pytest.param(
            {"equivalents": f'Equivalent(mutants=("{_LABELS}",), because=" "),'},
            f"marked equivalent without a reason: {_LABELS}",
            id="no-reason",
        ),
        pytest.param(
            {"mistakes": _MISTAKE.format("harmless", 'print(\\"B1:\\", B1)', "print(B1)")},
            "the mistake 'harmless' fails no check",
            id="harmless-mistake",
        ),
        pytest.param(
            {"mistakes": _MISTAKE.format("one", "1, 2, 3", "9, 2, 3") + _MISTAKE.format("two", "[1, 2, 3", "[9, 2, 3")},
            "the mistake 'two' is taken for 'one'",
            id="two-of-a-kind",
        ),
        pytest.param(
            {"mistakes": _MISTAKE.format("lost", "C1", "D1")},
            "exercise_1_1_2: the mistake 'lost' replaces 'C1', which stands in the solution 0 times, not once",
            id="edit-of-nothing",
        ),
        pytest.param({"checks": "HasValu(),"}, "NameError: name 'HasValu' is not defined", id="spec-that-does-not-load"),
        pytest.param(
            {"checks": _STRONG.replace("A1", "Z1")},
            "the reference solution does not pass: `Z1` has the right value: `Z1` is not defined",
            id="reference-fails",
        ),
    ],
)  # fmt: skip
def test_problems(author: Author, spec: dict[str, str], problem: str) -> None:
    """What is wrong with a spec is said in one sentence."""
    author.writes(**spec)

    proof = author.verifies()

    assert not proof.proved
    assert [words for words in proof.problems if problem in words]


def test_stub_that_earns_points(author: Author) -> None:
    """A stub that holds an answer is a problem."""
    shutil.copy(author.folder / "solutions" / f"{PART}.py", author.folder / "exercises" / PART / "stub.py")

    proof = author.verifies()

    assert not proof.stub_fails
    assert any(words.startswith("the stub earns") for words in proof.problems)


def test_command(author: Author, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """The command exits with 1 while a survivor is open and lists it; JSON holds all; then it exits with 0."""
    words = ["verify", PART, "--course", str(author.folder)]
    author.writes(equivalents=f'Equivalent(mutants=("{_LABELS}",), because="Words are free."),')
    author.verifies()
    capfdbinary.readouterr()

    open_status = cli.main([*words, "--json", str(author.folder / "proof.json")], standalone_mode=False)
    shown = capfdbinary.readouterr().out.decode()
    shutil.copy(ROOT / "exercises" / PART / "spec.py", author.folder / "exercises" / PART)
    author.verifies()
    capfdbinary.readouterr()
    proved_status = cli.main([*words, "--json", "-"], standalone_mode=False)
    proof = json.loads(capfdbinary.readouterr().out)

    assert (open_status, proved_status) == (1, 0)
    assert "survived  line 7: print('B1:', B1) -> print(B1)" in shown
    assert "0 of 1 parts proved" in shown
    assert json.loads((author.folder / "proof.json").read_text())["proved"] is False
    assert (proof["schema"], proof["proved"]) == ("grader/verify/1", True)
    assert {"line", "kind", "edit", "fate"} <= set(proof["parts"][0]["mutants"][0])
