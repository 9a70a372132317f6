"""The roster: a CSV file with who is in the class, and who of them is meant."""

from __future__ import annotations

import codecs
import csv
import functools
import io
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import msgspec

from grader.errors import UsageError
from grader.intake.model import Problem
from grader.intake.names import clean, compact, folded, tokens, unaccented
from grader.limits import INTAKE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

__all__ = ["Ambiguous", "Person", "Roster", "Who", "read_roster"]

_HEADERS: Final = {
    "name": "name fullname student studentname learner learnername participant displayname",
    "first": "first firstname firstnames givenname givennames forename",
    "last": "last lastname lastnames surname familyname",
    "id": "id idnumber studentid studentnumber studentno sisuserid sisid sid userid identifier number"
    " matriculationnumber",
    "login": "login loginid sisloginid username user netid github githubusername githublogin githubhandle handle",
    "email": "email emailaddress mail",
    "section": "section sections sectionname group groups class",
}
_KINDS: Final = {header: kind for kind, headers in _HEADERS.items() for header in headers.split()}
_NOT_LEARNERS: Final = frozenset({("points", "possible"), ("student", "test"), ("test", "student")})
"""The lines that Canvas adds to a gradebook."""


class Who(msgspec.Struct, frozen=True, kw_only=True):
    """What a hand-in says of its learner. A `label` may be a name, a login, an ID or an e-mail address."""

    label: str = ""
    name: str = ""
    id: str = ""
    login: str = ""
    email: str = ""

    @property
    def shown(self) -> str:
        """The best of it to show."""
        return self.name or self.label or self.login or self.email or self.id


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the roster."""

    line: int
    name: str
    ids: tuple[str, ...]
    logins: tuple[str, ...]
    emails: tuple[str, ...]
    section: str


class Ambiguous(Exception):  # noqa: N818 - a finding
    """A hand-in that may be one or another's of the roster; the message says whose."""


class Roster:
    """Who is in the class. `problems` tells of lines that contradict each other."""

    def __init__(self, people: Iterable[Person], place: str) -> None:
        self.people = tuple(people)
        self.problems = tuple(_contradictions(self.people, place))
        self._ids = _index(self.people, lambda person: map(_id, person.ids))
        self._logins = _index(self.people, lambda person: map(folded, person.logins))
        self._emails = _index(self.people, lambda person: map(folded, person.emails))
        self._locals = _index(
            self.people, lambda person: (folded(each).split("@")[0] for each in person.emails)
        )
        self._names = [
            (form, _index(self.people, functools.partial(_forms, form=form)))
            for form in (_ordered, _sorted, compact, _bare)
        ]

    @property
    def logins(self) -> frozenset[str]:
        """Every login, folded."""
        return frozenset(self._logins)

    def find(self, who: Who) -> Person | None:
        """Return who is meant; None if that is nobody in the roster.

        An ID, a login and an e-mail address are believed before a name. A number is not believed where the name
        speaks against it: each system has numbers of its own.

        Raises:
            Ambiguous: two may be meant.
        """
        numbered = [
            person
            for person in self._ids.get(_id(who.id or who.label), [])
            if not who.name or _agree(person, who.name)
        ]
        sure = [
            *numbered,
            *self._logins.get(folded(who.login or who.label), []),
            *self._emails.get(folded(who.email or who.label), []),
        ]
        named = self._named(who.name or who.label)
        if sure:
            # Where the very name is somebody else's, the number may be another system's.
            others = [] if not numbered or set(named) & set(sure) else named
            return _only([*sure, *others])
        return _only(named or self._locals.get(folded(who.login or who.label), []))

    def _named(self, name: str) -> list[Person]:
        for form, index in self._names:
            found = index.get(form(name))
            if found and form(name):
                return found
        return []


def read_roster(path: Path) -> Roster:
    """Read a CSV file with a line of headers, such as an export of a gradebook.

    It is UTF-8, or UTF-16 with a mark; commas, semicolons or tabs separate. Its headers may be in any order; those
    that are not known are passed over.

    Raises:
        UsageError: it cannot be read, or has no column that says who somebody is.
    """
    shown = clean(str(path))
    try:
        with path.open("rb") as file:
            data = file.read(INTAKE.roster_bytes + 1)
    except (OSError, ValueError) as error:
        raise UsageError(f"the roster {shown} cannot be read: {error}") from None
    if len(data) > INTAKE.roster_bytes:
        raise UsageError(
            f"the roster {shown} is larger than {INTAKE.roster_bytes:,} bytes; is it the right file?"
        )
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeError:
        raise UsageError(f"the roster {shown} is not UTF-8; save it as CSV UTF-8") from None
    try:
        rows, kinds = _rows(text)
        people = _people(rows, kinds)
    except csv.Error as error:
        raise UsageError(f"the roster {shown} is not CSV: {error}; save it as CSV UTF-8") from None
    if not any(kind and kind != "section" for kind in kinds):
        raise UsageError(
            f"the roster {shown} has no header that says who somebody is; its first line should name columns such as "
            "name, id, login, email"
        )
    return Roster(people, clean(path.name))


def _rows(text: str) -> tuple[list[list[str]], list[str]]:
    """Return the lines after the header, and what each column holds, by the separator that makes most of them."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    best = max(",;\t", key=lambda mark: (sum(map(bool, _columns(first, mark))), first.count(mark)))
    rows = csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=best)
    header = next(rows, [])
    return list(rows), [_KINDS.get(compact(each), "") for each in header]


def _columns(line: str, mark: str) -> list[str]:
    return [_KINDS.get(compact(each), "") for each in next(csv.reader([line], delimiter=mark), [])]


def _people(rows: list[list[str]], kinds: list[str]) -> Iterable[Person]:
    people = []
    for line, row in enumerate(rows, start=2):
        cells: dict[str, list[str]] = defaultdict(list)
        for kind, cell in zip(kinds, row, strict=False):
            if kind and clean(cell):
                cells[kind].append(clean(cell))
        name = next(iter(cells["name"]), " ".join([*cells["first"][:1], *cells["last"][:1]]))
        person = Person(
            line=line,
            name=name,
            ids=tuple(cells["id"]),
            logins=tuple(cells["login"]),
            emails=tuple(cells["email"]),
            section=", ".join(cells["section"]),
        )
        known = person.name or person.ids or person.logins or person.emails
        if known and tuple(sorted(tokens(name))) not in _NOT_LEARNERS:
            people.append(person)
    return people


def _contradictions(people: tuple[Person, ...], place: str) -> Iterable[Problem]:
    names = Counter(_sorted(person.name) for person in people if person.name)
    ids = Counter(_id(each) for person in people for each in set(person.ids))
    logins = Counter(folded(each) for person in people for each in {*person.logins, *person.emails})
    for person in people:
        where = f"{place}, line {person.line}"
        if names[_sorted(person.name)] > 1:
            remedy = "let the files tell them apart by ID or login"
            yield Problem(place=where, wrong=f"two learners are called {person.name}", remedy=remedy)
        twice = [each for each in person.ids if ids[_id(each)] > 1]
        twice += [each for each in (*person.logins, *person.emails) if logins[folded(each)] > 1]
        for each in dict.fromkeys(twice):
            yield Problem(place=where, wrong=f"{each} is in two lines", remedy="take one of them out")


def _index(people: tuple[Person, ...], keys: Callable[[Person], Iterable[str]]) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for key in dict.fromkeys(keys(person)):
            if key:
                found[key].append(person)
    return dict(found)


def _id(text: str) -> str:
    """Return a number as it is compared: Moodle's `Participant 12` is 12."""
    return folded(text).removeprefix("participant ")


def _ordered(name: str) -> str:
    return " ".join(tokens(name))


def _sorted(name: str) -> str:
    return " ".join(sorted(tokens(name)))


def _bare(name: str) -> str:
    return " ".join(unaccented(name))


def _forms(person: Person, form: Callable[[str], str]) -> Iterable[str]:
    yield form(person.name)
    words = tokens(person.name)
    # The last name may be before the first, and each may be of several words.
    for turn in range(1, min(len(words), 6)):
        yield form(" ".join([*words[turn:], *words[:turn]]))


def _agree(person: Person, name: str) -> bool:
    """Whether a name may be the person's: they share a word."""
    if not person.name:
        return True
    return bool(set(tokens(person.name)) & set(tokens(name))) or any(
        word in compact(name) for word in tokens(person.name) if len(word) > 1
    )


def _only(people: list[Person]) -> Person | None:
    found = list(dict.fromkeys(people))
    if len(found) > 1:
        shown = " or ".join(f"{person.name or 'nameless'} (line {person.line})" for person in found[:3])
        raise Ambiguous(shown)
    return found[0] if found else None
