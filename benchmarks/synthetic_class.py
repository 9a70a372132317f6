"""Writes a synthetic class: learners, each with every part of the course, the same from the same seed.

Usage: python benchmarks/synthetic_class.py FOLDER [--learners 300] [--parts all|ID...] [--seed 1]
           [--shape folders|flat|canvas|moodle|gradescope|github|zip] [--stalling 0.0025] [--roster FILE]

FOLDER is new or empty. In it are then:

- `class/`, or `class.zip`: what the learners handed in, and nothing else;
- `roster.csv`, or the FILE that was named: who is in the class. Some of them hand in nothing, and one who hands in is
  not in it;
- `expected.csv`: a line for each learner and part, with what the last attempt is, and whether it must pass.

`SHARES` says what is handed in. Prints how much there is of each.
"""

from __future__ import annotations

import argparse
import csv
import enum
import hashlib
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from grader.catalogue import find_course
from grader.errors import UsageError
from synthetic.answers import Answer, Answers, Kind
from synthetic.notebooks import LessonNotebook, part_notebook
from synthetic.people import Person, people, write_roster
from synthetic.rewriting import style
from synthetic.shapes import MINUTES, Handin, Shape, key_of, label_of, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.catalogue import Part

__all__ = ["SHARES", "STALLING", "Expected", "Form", "Made", "make_class"]

_Slot = tuple[int, str]
"""A learner's number, and a part."""

_Drawn = TypeVar("_Drawn")

SHARES: Final = {
    Kind.RIGHT: 45,
    Kind.SAME: 10,
    Kind.MISTAKEN: 16,
    Kind.MUTANT: 5,
    Kind.CONSTANT: 4,
    Kind.BLANK: 5,
    Kind.SYNTAX: 2,
    Kind.RAISES: 2,
    Kind.HOSTILE: 1,
    Kind.EMPTY: 1,
    Kind.ENCODING: 1,
    Kind.COPIED: 5,
    Kind.MISSING: 3,
}
"""What the last attempts are: a weight each. In a class that has room for it every kind is there at least once."""

STALLING: Final = 1 / 400
"""The share of submissions that cost the whole time limit, in each world that they are run in."""


class Form(enum.StrEnum):
    """What a learner writes into."""

    SCRIPTS = "scripts"
    NOTEBOOKS = "notebooks"
    """One a part."""
    LESSONS = "lessons"
    """One a lesson, with marked cells."""


FORMS: Final = {Form.SCRIPTS: 80, Form.NOTEBOOKS: 8, Form.LESSONS: 12}
"""Of the learners: a weight each."""

ATTEMPTS: Final = {1: 85, 2: 11, 3: 4}
"""How many attempts a learner makes: a weight each."""

EARLIER: Final = {Kind.BLANK: 1, Kind.MISTAKEN: 3, Kind.RAISES: 1, Kind.RIGHT: 1}
"""What attempts before the last are: a weight each."""

LATE: Final = 0.05
"""The share of attempts that are late."""

SILENT: Final = 50
"""To so many learners, and to what is left of them, one in the roster hands in nothing."""

CIRCLE: Final = 6
"""So many learners copy from one another."""


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """What one learner's last attempt at one part is: a line of `expected.csv`."""

    learner: str
    """The key that the intake gives this learner."""
    name: str
    id: str
    part: str
    kind: str
    """A `Kind` that is not `copied`; of a mistake and an attack also the name: `mistaken:absolute-error`."""
    passes: bool
    """Whether it must earn everything; if not, it must not pass."""
    copy_of: str
    """The key of the learner whose answer it is; empty where it is the learner's own."""
    form: Form
    attempts: int
    detail: str
    """Which mutant it is."""


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What was made."""

    submissions: Path
    """The folder or the archive that the intake reads."""
    roster: Path
    expected: Path
    people: tuple[Person, ...]
    """Those who hand in, then those who do not."""
    rows: tuple[Expected, ...]
    """What is in `expected.csv`."""
    files: int
    distinct: int
    byte_count: int


def make_class(
    folder: Path,
    *,
    learners: int = 300,
    parts: Sequence[str] = ("all",),
    seed: int = 1,
    shape: Shape | str = Shape.FOLDERS,
    stalling: float = STALLING,
    roster: Path | None = None,
) -> Made:
    """Write a class of so many learners who hand in `parts`, targets such as `all` or `exercise_2_3`.

    The same arguments make the same bytes, from the same course and by the same version of Python.

    Raises:
        UsageError: there is no such target, or `folder` is not empty.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty; name a new folder")
    making = _Making(learners, parts, seed, Shape(shape), stalling)
    handins = making.handins()
    submissions = write(folder, Shape(shape), handins)
    roster = roster or folder / "roster.csv"
    write_roster(roster, making.people)
    expected = folder / "expected.csv"
    rows = making.rows()
    _write_rows(expected, rows)
    data = [each for handin in handins for each in handin.files.values()]
    return Made(
        submissions=submissions,
        roster=roster,
        expected=expected,
        people=making.people,
        rows=rows,
        files=len(data),
        distinct=len({hashlib.sha256(each).digest() for each in data}),
        byte_count=sum(map(len, data)),
    )


def _write_rows(path: Path, rows: Sequence[Expected]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, Expected.__struct_fields__, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({**msgspec.structs.asdict(row), "passes": "yes" if row.passes else "no"})


class _Making:
    """One class while it is made. Each draw has a generator of its own, so that none shifts another."""

    def __init__(
        self, learners: int, targets: Sequence[str], seed: int, shape: Shape, stalling: float
    ) -> None:
        course = find_course()
        wanted = {part for target in targets for part in course.resolve(target)}
        self._parts = [course.part(name, calibrated=False) for name in course.part_ids if name in wanted]
        self._answers = {part.id: Answers(part) for part in self._parts}
        self._lessons = {
            lesson: LessonNotebook(lesson, course.titles.get(lesson, lesson), self._of(lesson))
            for lesson in dict.fromkeys(part.lesson for part in self._parts)
        }
        self._seed = seed
        self._shape = shape
        self.people = people(learners, -(-learners // SILENT), self._rng("people"))
        self._active = self.people[:learners]
        self._styles = [style(each.name, each.comments, self._rng("style", each.id)) for each in self._active]
        self._forms = [self._drawn(FORMS, "form", each.id) for each in self._active]
        self._attempts = [self._attempts_of(each) for each in self._active]
        kinds = self._dealt(stalling)
        self._mates = self._copied(kinds)
        self._last: dict[_Slot, Answer] = {}
        for slot, kind in kinds.items():
            if slot not in self._mates:
                own = Kind.RIGHT if kind is Kind.COPIED else kind
                self._last[slot] = self._answer(slot, own, "last")
        for slot, mate in self._mates.items():
            self._last[slot] = self._last[mate, slot[1]]

    def handins(self) -> list[Handin]:
        """Return all that is handed in; of a learner without any file nothing."""
        found = []
        for number, person in enumerate(self._active):
            rng = self._rng("handin", person.id)
            label, minute, attempts = label_of(person, rng), rng.randrange(MINUTES), self._attempts[number]
            for attempt in range(1, attempts + 1):
                files = self._files(number, None if attempt == attempts else attempt)
                handin = Handin(
                    person=person,
                    label=label,
                    minute=minute,
                    files=files,
                    attempt=attempt,
                    attempts=attempts,
                    late=rng.random() < LATE,
                )
                found += [handin] if files else []
        return found

    def rows(self) -> tuple[Expected, ...]:
        """Return what is expected of each learner and part."""
        return tuple(
            self._row(number, part.id) for number in range(len(self._active)) for part in self._parts
        )

    def _row(self, number: int, part: str) -> Expected:
        person, answer, mate = self._active[number], self._last[number, part], self._mates.get((number, part))
        return Expected(
            learner=key_of(person, self._shape),
            name=person.name,
            id=person.id,
            part=part,
            kind=f"{answer.kind}:{answer.name}" if answer.name else answer.kind,
            passes=answer.kind.passes,
            copy_of="" if mate is None else key_of(self._active[mate], self._shape),
            form=self._forms[number],
            attempts=self._attempts[number],
            detail=answer.detail,
        )

    def _of(self, lesson: str) -> list[Part]:
        return [part for part in self._parts if part.lesson == lesson]

    def _rng(self, *what: object) -> Random:
        return Random("/".join(map(str, (self._seed, *what))))

    def _drawn(self, weights: dict[_Drawn, int], *what: object) -> _Drawn:
        return self._rng(*what).choices(list(weights), list(weights.values()))[0]

    def _attempts_of(self, person: Person) -> int:
        # Moodle tells later attempts by the name alone.
        if not self._shape.has_attempts or person.namesake or not person.listed:
            return 1
        return self._drawn(ATTEMPTS, "attempts", person.id)

    def _dealt(self, stalling: float) -> dict[_Slot, Kind]:
        """Return what kind each learner's answer to each part is, with as many of each as its share says."""
        slots = [(number, part.id) for number in range(len(self._active)) for part in self._parts]
        rng = self._rng("kinds")
        deck = [Kind.STALLING] * round(len(slots) * stalling)
        rest, total = len(slots) - len(deck), sum(SHARES.values())
        for kind, weight in SHARES.items():
            deck += [kind] * max(1, rest * weight // total)
        deck += [Kind.RIGHT] * (len(slots) - len(deck))
        rng.shuffle(deck)
        kinds = dict(zip(slots, deck, strict=False))
        for slot, kind in kinds.items():
            if not self._may_be(slot, kind):
                others = (
                    other
                    for other in rng.sample(slots, len(slots))
                    if self._may_be(other, kind) and self._may_be(slot, kinds[other])
                )
                if (found := next(others, None)) is None:
                    kinds[slot] = Kind.BLANK
                else:
                    kinds[slot], kinds[found] = kinds[found], kind
        return kinds

    def _may_be(self, slot: _Slot, kind: Kind) -> bool:
        return not kind.needs_a_file or self._forms[slot[0]] is not Form.LESSONS

    def _copied(self, kinds: dict[_Slot, Kind]) -> dict[_Slot, int]:
        """Return whose answer each copy is: the first of a circle's who has one that is worth it."""
        order = list(range(len(self._active)))
        self._rng("circles").shuffle(order)
        mates = {}
        for begin in range(0, len(order), CIRCLE):
            circle = order[begin : begin + CIRCLE]
            for number, part in ((number, part.id) for number in circle for part in self._parts):
                mate = next((each for each in circle if kinds[each, part].worth_copying), None)
                if kinds[number, part] is Kind.COPIED and mate is not None:
                    mates[number, part] = mate
        return mates

    def _answer(self, slot: _Slot, kind: Kind, attempt: object) -> Answer:
        number, part = slot
        rng = self._rng("answer", self._active[number].id, part, attempt)
        return self._answers[part].answer(kind, self._styles[number], rng)

    def _files(self, number: int, earlier: int | None) -> dict[str, bytes]:
        """Return the files of a learner's last or of an `earlier` attempt, by name."""
        answers = {part.id: self._last[number, part.id] for part in self._parts}
        if earlier is not None:
            person = self._active[number].id
            # Canvas gives a learner's files without their attempts: what was there once is there in the end.
            answers = {
                part: self._answer((number, part), self._drawn(EARLIER, person, part, earlier), earlier)
                for part, last in answers.items()
                if last.kind is not Kind.MISSING
            }
        match self._forms[number]:
            case Form.LESSONS:
                return self._lesson_files(answers)
            case Form.NOTEBOOKS:
                return {
                    f"{part}.ipynb": answer.encoded(part_notebook(part, answer.text) if answer.text else "")
                    for part, answer in answers.items()
                    if answer.kind is not Kind.MISSING
                }
            case Form.SCRIPTS:
                return {
                    f"{part}.py": answer.encoded(answer.text)
                    for part, answer in answers.items()
                    if answer.kind is not Kind.MISSING
                }

    def _lesson_files(self, answers: dict[str, Answer]) -> dict[str, bytes]:
        texts = {part: answer.text for part, answer in answers.items() if answer.kind is not Kind.BLANK}
        there = {part for part, answer in answers.items() if answer.kind is not Kind.MISSING}
        return {
            f"{lesson}.ipynb": notebook.filled(texts, there).encode()
            for lesson, notebook in self._lessons.items()
            if not there.isdisjoint(part.id for part in self._of(lesson))
        }


def main() -> None:
    """Write a class and print what is in it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--learners", type=int, default=300)
    parser.add_argument("--parts", nargs="+", default=["all"], metavar="ID")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shape", choices=list(Shape), default=Shape.FOLDERS)
    parser.add_argument("--stalling", type=float, default=STALLING)
    parser.add_argument("--roster", type=Path)
    options = parser.parse_args()
    begun = time.perf_counter()
    try:
        made = make_class(**vars(options))
    except UsageError as error:
        parser.error(str(error))
    seconds = time.perf_counter() - begun
    print(f"{made.submissions}, {made.roster}, {made.expected}")
    for kind, count in Counter(row.kind.split(":")[0] for row in made.rows).most_common():
        print(f"  {kind:<12}{count:>8,}")
    copies = sum(1 for row in made.rows if row.copy_of)
    silent = sum(1 for each in made.people if each.silent)
    print(
        f"{len(made.rows):,} submissions, {copies:,} of them copied; {silent} in the roster hand in nothing"
    )
    print(
        f"{made.files:,} files, {made.distinct:,} of them distinct, {made.byte_count:,} bytes, {seconds:.1f} s"
    )


if __name__ == "__main__":
    main()
