"""What learners answer to one part: right, wrong in many ways, broken, or nothing."""

from __future__ import annotations

import ast
import enum
from typing import TYPE_CHECKING, Final

import msgspec

from grader.mistakes import mistaken_source
from grader.mutants import Kind as Edited
from grader.mutants import mutants
from synthetic import attacks
from synthetic.rewriting import Style, rewritten, without_docstring, words

if TYPE_CHECKING:
    from random import Random

    from grader.catalogue import Part

__all__ = ["Answer", "Answers", "Kind"]

_FAULTS: Final = (
    "print(total_of_all_rows)",
    "1 / 0",
    'int("many")',
    "[1, 2, 3][5]",
    '"rows: " + 5',
    "import matplotlab",
    'raise ValueError("not finished")',
)
"""Lines that raise."""


class Kind(enum.StrEnum):
    """What a submission is."""

    RIGHT = "right"
    """The reference solution's program, as this learner writes it."""
    SAME = "same"
    """The reference solution's text, byte for byte."""
    MISTAKEN = "mistaken"
    """A known mistake of the part's spec."""
    MUTANT = "mutant"
    """A mutant of the reference solution."""
    CONSTANT = "constant"
    """A mutant that differs in a number or a text."""
    BLANK = "blank"
    """The stub."""
    SYNTAX = "syntax"
    """It does not parse."""
    RAISES = "raises"
    """It raises an exception half way."""
    HOSTILE = "hostile"
    """An attack that is over soon."""
    STALLING = "stalling"
    """An attack that lasts until a time limit."""
    EMPTY = "empty"
    """A file of no bytes."""
    ENCODING = "encoding"
    """Text in another encoding than UTF-8."""
    COPIED = "copied"
    """A copy of another learner's answer, whatever that is."""
    MISSING = "missing"
    """No file."""

    @property
    def passes(self) -> bool:
        """Whether it earns everything."""
        return self in {Kind.RIGHT, Kind.SAME}

    @property
    def worth_copying(self) -> bool:
        """Whether somebody may hand it in as an answer of their own."""
        return self in {Kind.RIGHT, Kind.SAME, Kind.MISTAKEN, Kind.MUTANT, Kind.CONSTANT, Kind.RAISES}

    @property
    def needs_a_file(self) -> bool:
        """Whether it is about a file, and cannot be a cell among others."""
        return self in {Kind.EMPTY, Kind.ENCODING}


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One answer. `name` is that of the mistake or the attack, `detail` tells of a mutant."""

    kind: Kind
    text: str = ""
    name: str = ""
    detail: str = ""
    newline: str = "\n"
    coding: str = "utf-8"

    def encoded(self, text: str) -> bytes:
        """Return the bytes of a file with this text."""
        return text.replace("\n", self.newline).encode(self.coding)


class Answers:
    """Makes the answers to one part; what a random generator draws is all that they depend on."""

    def __init__(self, part: Part) -> None:
        self._part = part
        # Names that a check may look at, and those that are there before the answer.
        known = (repr(part.exercise), part.setup, part.hidden_setup or "")
        self._taken = frozenset().union(*map(words, known))
        equivalent = {edit for mark in part.exercise.equivalents for edit in mark.mutants}
        found = [each for each in mutants(part.solution) if each.edit not in equivalent]
        self._constants = [each for each in found if each.kind is Edited.CONSTANT]
        self._mutants = [each for each in found if each.kind is not Edited.CONSTANT]

    def answer(self, kind: Kind, how: Style, rng: Random) -> Answer:
        """Return an answer of this kind, in the learner's style where it is code of the learner's own.

        It is a mutant where a wrong constant is asked for and the solution has none.
        """
        part = self._part
        own = Answer(kind=kind, newline=how.newline, coding=how.coding)
        right = self._written(part.solution, how, rng)
        match kind:
            case Kind.SAME:
                return Answer(kind=kind, text=part.solution)
            case Kind.MISTAKEN:
                mistake = rng.choice(part.exercise.mistakes)
                text = self._written(mistaken_source(part, mistake), how, rng)
                return msgspec.structs.replace(own, text=text, name=mistake.name)
            case Kind.MUTANT | Kind.CONSTANT:
                if kind is Kind.CONSTANT and not self._constants:
                    return self.answer(Kind.MUTANT, how, rng)
                mutant = rng.choice(self._constants if kind is Kind.CONSTANT else self._mutants)
                text = self._written(mutant.source, how, rng)
                return msgspec.structs.replace(own, text=text, detail=mutant.description)
            case Kind.BLANK:
                return Answer(kind=kind, text=part.stub)
            case Kind.SYNTAX:
                return msgspec.structs.replace(own, text=_unparsable(right, rng))
            case Kind.RAISES:
                return msgspec.structs.replace(own, text=_raising(right, rng))
            case Kind.HOSTILE | Kind.STALLING:
                known = attacks.CHEAP if kind is Kind.HOSTILE else attacks.STALLING
                name = rng.choice(list(known))
                answer = without_docstring(part.solution)
                text = known[name].replace("{answer}", answer).replace("{part}", part.id)
                return Answer(kind=kind, text=text, name=name)
            case Kind.ENCODING:
                text = f"# données préparées à la main\n{without_docstring(part.solution)}"
                return Answer(kind=kind, text=text, coding=rng.choice(("cp1252", "utf-16")))
            case Kind.EMPTY | Kind.MISSING:
                return Answer(kind=kind)
            case _:
                return msgspec.structs.replace(own, text=right)

    def _written(self, source: str, how: Style, rng: Random) -> str:
        return rewritten(source, how, rng, self._taken)


def _unparsable(source: str, rng: Random) -> str:
    """Return the source with a character too few."""
    places = [index for index, character in enumerate(source) if character in "()[]:=\"'"]
    rng.shuffle(places)
    for place in places:
        text = source[:place] + source[place + 1 :]
        if not _parses(text):
            return text
    return f"{source}print(\n"


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def _raising(source: str, rng: Random) -> str:
    """Return the source with a line in it that raises, before about the middle of its statements."""
    statements = ast.parse(source).body
    middle = statements[len(statements) // 2].lineno - 1
    lines = source.split("\n")
    return "\n".join([*lines[:middle], rng.choice(_FAULTS), *lines[middle:]])
