"""Which convention the names of a download follow, and what each name says: whose it is, and which attempt's."""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import msgspec

from grader.errors import SubmissionError
from grader.intake.archives import is_archive, stem
from grader.intake.gradescope import Told, read_metadata
from grader.intake.model import Convention, Problem
from grader.intake.names import clean, folded
from grader.intake.roster import Who
from grader.intake.tree import METADATA, Entry, Tree, is_gradable

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Handin", "Sorted", "sort_out"]

_CANVAS: Final = re.compile(
    r"(?!(?i:exercise)_)(?P<name>[^_]+)_(?P<late>LATE_)?(?P<user>\d+)_(?P<file>\d+)_(?P<rest>.+)", re.DOTALL
)
_MOODLE: Final = re.compile(r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_[a-z]+(?:_(?P<rest>.*))?", re.DOTALL)
_GRADESCOPE: Final = re.compile(r"submission_\d+")
_FLAT: Final = re.compile(
    r"(?P<who>.*?)[ _.-]*(?P<exercise>exercise_\d+_\d+(?:_\d+)?)(?!\d)[ _.-]*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_COPY: Final = re.compile(r"|\(?\d+\)?|copy")
_AGAIN: Final = re.compile(r"(?P<stem>.+)-(?P<number>\d{1,4})(?P<suffix>\.[^.]+)", re.DOTALL)
_ATTEMPT: Final = re.compile(
    r"(?:attempt|try|submission|version|v)[ _.-]*(\d{1,9})|(\d{4}-\d\d-\d\d.*)", re.IGNORECASE | re.DOTALL
)


class Handin(msgspec.Struct, frozen=True, kw_only=True):
    """Files that were handed in together, and by whom."""

    place: str
    whos: tuple[Who, ...]
    files: tuple[tuple[str, Entry], ...]
    """Each with the name that the learner gave it."""
    when: str = ""
    order: tuple[int, str] = (0, "")
    """Of the attempts at one time: the convention's number, or the folder's name."""
    late: bool = False


class Sorted(msgspec.Struct, frozen=True, kw_only=True):
    """All hand-ins of a class, by one convention."""

    convention: Convention
    reason: str
    handins: tuple[Handin, ...]
    problems: tuple[Problem, ...]


def sort_out(tree: Tree, convention: Convention | None, logins: frozenset[str]) -> Sorted:
    """Sort a class's files into hand-ins, by `convention` or by the one that their names follow.

    `logins` of the roster, folded, tell where a login begins in a clone's name.
    """
    entries, clones = _unwrapped(tree)
    tops: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        tops[entry.names[0]].append(entry)
    if convention is None:
        convention, reason = _detected(tops, clones)
    else:
        reason = "it was asked for"
    sorter = _Sorter(convention, logins, tops)
    return Sorted(
        convention=convention, reason=reason, handins=tuple(sorter.handins()), problems=tuple(sorter.problems)
    )


def _unwrapped(tree: Tree) -> tuple[list[Entry], set[str]]:
    """Return the entries below a folder that merely wraps the class, and the names of those that are clones."""
    entries, depth = tree.entries, 0
    clones = tree.clones
    while entries and len({entry.names[0] for entry in entries}) == 1:
        top = entries[0].names[0]
        inner = [
            msgspec.structs.replace(each, names=each.names[1:]) for each in entries if len(each.names) > 1
        ]
        if _by_name(top) or not any(entry.names for entry in inner):
            break
        names = {entry.names[0] for entry in inner}
        direct = [entry.names[0] for entry in inner if len(entry.names) == 1 and is_gradable(entry.names[0])]
        wraps = all(_by_name(name) or _owner(name) for name in direct) if direct else True
        known = any(_by_name(name) for name in names)
        packed = is_archive(top) or any(entry.in_archive for entry in entries)
        if not wraps or not (known or packed):
            break
        entries, depth = inner, depth + 1
    return entries, {names[depth] for names in clones if len(names) == depth + 1}


def _by_name(name: str) -> Convention | None:
    """Return the download that a name is from, if the name alone says so."""
    if _MOODLE.fullmatch(stem(name)):
        return Convention.MOODLE
    if _CANVAS.fullmatch(name):
        return Convention.CANVAS
    return Convention.GRADESCOPE if _GRADESCOPE.fullmatch(name) or name == METADATA else None


def _detected(tops: dict[str, list[Entry]], clones: set[str]) -> tuple[Convention, str]:
    counted = [
        name for name, below in tops.items() if is_gradable(name) or _is_folder(below) or _by_name(name)
    ]
    named = Counter(found for name in counted if (found := _by_name(name)))
    if named:
        best, count = max(named.items(), key=lambda item: (item[1], item[0]))
        if count * 2 >= len(counted):
            return best, f"{count} of {len(counted)} names are as {best.value.capitalize()} writes them"
    folders = [name for name in counted if _is_folder(tops[name])]
    prefix = _prefix(folders)
    if clones and prefix:
        return Convention.GITHUB, f'the folders are clones whose names begin with "{clean(prefix)}"'
    if folders:
        return Convention.FOLDERS, f"there are {len(folders)} folders or archives, each a learner's"
    return Convention.FLAT, "there are no folders, only files"


def _prefix(folders: list[str]) -> str:
    """Return what the names of several folders begin with, up to a hyphen."""
    common = os.path.commonprefix(folders) if len(folders) > 1 else ""  # noqa: RUF071 - letters are meant
    return common[: common.rfind("-") + 1]


def _owner(name: str) -> str:
    """Return the learner in the name of a flat file, before the exercise or else behind it; empty where none is."""
    found = _FLAT.fullmatch(name.rsplit(".", 1)[0])
    if not found:
        return ""
    rest = found["rest"]
    return clean(found["who"]) or ("" if _COPY.fullmatch(rest) else clean(rest))


class _Sorter:
    """Sorts what is at the top of a class, one convention for all of it."""

    def __init__(self, convention: Convention, logins: frozenset[str], tops: dict[str, list[Entry]]) -> None:
        self.problems: list[Problem] = []
        self._convention = convention
        self._logins = logins
        self._tops = tops
        self._prefix = _prefix([name for name, below in tops.items() if _is_folder(below)])
        self._told: dict[str, Told] = {}

    def handins(self) -> Iterable[Handin]:
        """Yield every hand-in; what has no place becomes a problem."""
        flat: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
        canvas: dict[str, list[tuple[re.Match[str], str, list[Entry]]]] = defaultdict(list)
        moodle: dict[tuple[str, str], list[tuple[str, Entry]]] = defaultdict(list)
        others = []
        if self._convention is Convention.GRADESCOPE:
            self._read_metadata(self._tops.get(METADATA, []))
        for name, below in self._tops.items():
            entry = below[0]
            is_folder = _is_folder(below)
            if self._convention is Convention.CANVAS and (found := _CANVAS.fullmatch(name)):
                canvas[found["user"]].append((found, name, below))
            elif self._convention is Convention.MOODLE and (found := _MOODLE.fullmatch(stem(name))):
                rest = name[found.start("rest") :] if found["rest"] else name
                moodle[found["name"], found["id"]] += _files(below) if is_folder else [(rest, entry)]
            elif self._convention is Convention.GRADESCOPE and _GRADESCOPE.fullmatch(name):
                yield self._gradescope(name, below)
            elif is_folder:
                self._expect(name)
                yield from _attempts(self._who(name), below)
            elif owner := _owner(name):
                self._expect(name)
                flat[owner].append((name, entry))
            elif is_gradable(name):
                self._problem(
                    name, "the name does not say whose it is", "put the learner's name before the exercise's"
                )
            elif name != METADATA:
                others.append(clean(name))
        yield from (self._handin(Who(label=owner), files) for owner, files in flat.items())
        for group in canvas.values():
            yield from _canvas(group)
        yield from (
            self._handin(Who(name=clean(name), id=number), files) for (name, number), files in moodle.items()
        )
        if others:
            some = ", ".join(others[:5]) + (", ..." if len(others) > 5 else "")  # noqa: PLR2004
            self._problem(
                some, f"{len(others)} files beside the submissions are left out", "nothing need be done"
            )

    def _problem(self, place: str, wrong: str, remedy: str) -> None:
        self.problems.append(Problem(place=clean(place), wrong=wrong, remedy=remedy))

    def _expect(self, name: str) -> None:
        """Tell of a name that is not the download's."""
        downloads = {Convention.CANVAS, Convention.MOODLE, Convention.GRADESCOPE}
        if self._convention in downloads:
            wrong = f"the name is not as {self._convention.value.capitalize()} writes it; it is taken for a learner's"
            self._problem(name, wrong, "rename it if that is wrong")

    def _handin(self, who: Who, files: list[tuple[str, Entry]]) -> Handin:
        place = files[0][1].names[0] if len(files) == 1 else who.shown
        return Handin(place=clean(place), whos=(who,), files=tuple(files), when=_latest(files))

    def _who(self, name: str) -> Who:
        if self._convention is not Convention.GITHUB:
            return Who(label=clean(stem(name)))
        words = name.split("-")
        for begin in range(1, len(words)):
            if folded("-".join(words[begin:])) in self._logins:
                return Who(login=clean("-".join(words[begin:])))
        return Who(login=clean(name.removeprefix(self._prefix)))

    def _read_metadata(self, found: list[Entry]) -> None:
        for entry in found:
            if entry.path:
                try:
                    self._told |= read_metadata(entry.path)
                except SubmissionError as error:
                    self._problem(entry.place, str(error), "download the export again")

    def _gradescope(self, name: str, below: list[Entry]) -> Handin:
        own = [entry for entry in below if entry.names[1:] == (METADATA,)]
        self._told.pop("", None)
        self._read_metadata(own)
        told = self._told.pop("", None) or self._told.get(name)
        if not told or not told.submitters:
            self._problem(name, f"{METADATA} does not say whose it is", "look it up in Gradescope")
            told = Told(submitters=(Who(label=name),), when=told.when if told else "", earlier=0)
        elif told.earlier > 1:
            # Its history has the exported submission as well.
            wrong = f"Gradescope knows {told.earlier} attempts, and exports one"
            self._problem(name, wrong, "nothing need be done if that is the one to grade")
        files = _files([entry for entry in below if entry not in own])
        return Handin(
            place=clean(name), whos=told.submitters, files=tuple(files), when=told.when or _latest(files)
        )


def _is_folder(below: list[Entry]) -> bool:
    """Whether what is at the top of a class is a folder; an archive need not list its folders."""
    return below[0].is_folder or len(below[0].names) > 1


def _files(below: list[Entry]) -> list[tuple[str, Entry]]:
    return [(entry.names[-1], entry) for entry in below if not entry.is_folder]


def _latest(files: Iterable[tuple[str, Entry]]) -> str:
    return max((entry.when for name, entry in files if is_gradable(name)), default="")


def _attempts(who: Who, below: list[Entry]) -> Iterable[Handin]:
    """Yield what is in a learner's folder: one hand-in, or one for each folder that names an attempt."""
    groups: dict[str, list[tuple[str, Entry]]] = {"": []}
    for name, entry in _files(below):
        inner = entry.names[1] if len(entry.names) > 2 else ""  # noqa: PLR2004
        groups.setdefault(inner if _ATTEMPT.fullmatch(stem(inner)) else "", []).append((name, entry))
    several = len(groups) > 1
    for inner, files in groups.items():
        if inner or files or not several:
            found = _ATTEMPT.fullmatch(stem(inner))
            number, day = (int(found[1] or 0), found[2] or "") if found else (0, "")
            yield Handin(
                place=clean("/".join(filter(None, (below[0].names[0], inner)))),
                whos=(who,),
                files=tuple(files),
                when="" if several else _latest(files),
                order=(number, clean(day)),
            )


def _canvas(group: list[tuple[re.Match[str], str, list[Entry]]]) -> Iterable[Handin]:
    """Yield one user's attempts.

    Canvas numbers files, and adds `-1` to the name of one that came before. So all a user's files are one attempt,
    but where two differ in that number only, the higher is of the later attempt.
    """
    versions: dict[str, list[tuple[int, int, str, str, list[Entry]]]] = defaultdict(list)
    for match, name, below in group:
        again = _AGAIN.fullmatch(match["rest"])
        plain = f"{again['stem']}{again['suffix']}" if again else match["rest"]
        number = int(again["number"]) if again else 0
        versions[folded(plain)].append((number, int(match["file"][:18]), name, plain, below))
    for each in versions.values():
        each.sort(key=lambda version: version[:3])
    count = max(len(each) for each in versions.values())
    late = {name for match, name, _ in group if match["late"]}
    who = Who(name=clean(group[0][0]["name"]), id=group[0][0]["user"])
    for attempt in range(count):
        chosen = [each[index] for each in versions.values() if (index := attempt - (count - len(each))) >= 0]
        files = [
            (entry_name if _is_folder(below) else plain, entry)
            for _, _, _, plain, below in chosen
            for entry_name, entry in _files(below)
        ]
        yield Handin(
            place=", ".join(clean(version[2]) for version in chosen[:3]),
            whos=(who,),
            files=tuple(files),
            order=(attempt, ""),
            late=any(version[2] in late for version in chosen),
        )
