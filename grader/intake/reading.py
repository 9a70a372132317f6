"""The whole of the intake: from a folder or an archive to learners with their attempts."""

from __future__ import annotations

import os
import stat
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

import msgspec

from grader.errors import UsageError
from grader.intake.conventions import Handin, sort_out
from grader.intake.model import Attempt, Convention, Intake, Learner, Problem
from grader.intake.names import clean, file_name, folded, slug
from grader.intake.roster import Ambiguous, Person, Roster, Who, read_roster
from grader.intake.tree import Entry, Tree, is_gradable
from grader.limits import INTAKE, NOTEBOOK_BYTES, IntakeLimits

__all__ = ["read_class"]

_NOBODY: Final = "ask for it, or take the learner out of the roster"


def read_class(
    path: Path,
    roster: Path | None = None,
    *,
    scratch: Path,
    convention: Convention | None = None,
    limits: IntakeLimits = INTAKE,
) -> Intake:
    """Read a class's submissions from a folder, a zip or a tar.

    `scratch` is a new or an empty folder, and the only place that is written to: every attempt gets a folder in it.
    `convention` overrides what the names say. What is wrong with any submission is a problem of the result, and never
    an exception. The same input gives the same result.

    Raises:
        UsageError: `path` is not there, `roster` cannot be read, or `scratch` cannot be used.
    """
    root, scratch = path.resolve(), scratch.resolve()
    if not root.exists():
        raise UsageError(f"there is no file or folder {clean(str(path))}; name the class's folder or archive")
    if scratch.is_relative_to(root):
        raise UsageError(f"{clean(str(scratch))} is inside what is read; choose a folder elsewhere")
    people = read_roster(roster) if roster else None
    try:
        scratch.mkdir(parents=True, exist_ok=True)
        if any(scratch.iterdir()):
            raise UsageError(f"{clean(str(scratch))} is not empty; choose a new folder")
        tree = Tree(root, scratch / "unpacked", limits)
        found = sort_out(tree, convention, people.logins if people else frozenset())
        reader = _Reader(people, scratch / "learners")
        for handin in found.handins:
            for who in handin.whos:
                reader.take(who, handin)
        learners = reader.learners()
    except OSError as error:
        raise UsageError(f"{clean(str(scratch))} cannot be used: {error.strerror}") from None
    problems = {*tree.problems, *found.problems, *reader.problems, *(people.problems if people else ())}
    if not learners:
        problems.add(
            Problem(
                place=clean(path.name) or ".",
                wrong="there is no submission in it",
                remedy="is it the right place?",
            )
        )
    return Intake(
        convention=found.convention, reason=found.reason, learners=learners, problems=tuple(sorted(problems))
    )


class _Reader:
    """Joins hand-ins with people, and copies their files."""

    def __init__(self, roster: Roster | None, folder: Path) -> None:
        self.problems: list[Problem] = []
        self._roster = roster
        self._folder = folder
        self._joined: dict[tuple[str, str], list[tuple[Who, Handin]]] = defaultdict(list)
        self._people: dict[tuple[str, str], Person] = {}

    def take(self, who: Who, handin: Handin) -> None:
        """Add a hand-in to the learner whose it is."""
        # Letters beyond a key's comparison tell no two apart.
        identity = ("", folded(who.id or who.email or who.login or who.shown) + "\n" + folded(who.name))
        if self._roster:
            try:
                person = self._roster.find(who)
            except Ambiguous as doubt:
                self._problem(handin.place, f"it may be by {doubt}", "put the ID or the login into its name")
            else:
                if person:
                    identity = ("roster", str(person.line))
                    self._people[identity] = person
                else:
                    wrong = f"{who.shown} is nobody in the roster"
                    self._problem(handin.place, wrong, "correct the name or the roster")
        self._joined[identity].append((who, handin))

    def learners(self) -> tuple[Learner, ...]:
        """Return everybody, those of the roster without any hand-in too, by their keys."""
        for person in self._roster.people if self._roster else ():
            identity = ("roster", str(person.line))
            self._people[identity] = person
            self._joined.setdefault(identity, [])
        found = [
            (self._learner(identity, handins), handins)
            for identity, handins in sorted(
                self._joined.items(), key=lambda item: (item[0][0] != "roster", item[0])
            )
        ]
        names = Counter(folded(learner.name) for learner, _ in found if not learner.in_roster)
        taken: Counter[str] = Counter()
        learners = []
        for each, handins in found:
            learner = each
            taken[learner.key] += 1
            if taken[learner.key] > 1:
                learner = msgspec.structs.replace(learner, key=f"{learner.key}-{taken[learner.key]}")
            if not learner.in_roster and names[folded(learner.name)] > 1:
                remedy = "tell them apart by ID or login"
                self._problem(handins[0][1].place, f"two learners are called {learner.name}", remedy)
            learners.append(self._with_attempts(learner, [handin for _, handin in handins]))
        return tuple(sorted(learners, key=lambda learner: learner.key))

    def _problem(self, place: str, wrong: str, remedy: str) -> None:
        self.problems.append(Problem(place=place, wrong=wrong, remedy=remedy))

    def _learner(self, identity: tuple[str, str], handins: list[tuple[Who, Handin]]) -> Learner:
        person = self._people.get(identity)
        if person:
            login, number = next(iter(person.logins), ""), next(iter(person.ids), "")
            email = next(iter(person.emails), "")
            return Learner(
                key=slug(login or number or email or person.name),
                name=person.name or login or number or email,
                id=number,
                login=login,
                email=email,
                section=person.section,
                in_roster=True,
            )
        who = handins[0][0]
        label = who.login or who.email or " ".join(filter(None, (who.name, who.id))) or who.label
        return Learner(key=slug(label), name=who.shown, id=who.id, login=who.login, email=who.email)

    def _with_attempts(self, learner: Learner, handins: list[Handin]) -> Learner:
        ordered = sorted(handins, key=lambda each: (each.when, each.order, each.place))
        places = list(dict.fromkeys(each.place.split("/")[0] for each in ordered))
        if len(places) > 1 and not all(each.order[0] or each.late for each in ordered[1:]):
            wrong = f"{learner.name} is there {len(places)} times, also as {', '.join(places[:-1][:3])}"
            self._problem(places[-1], wrong, "the last in time counts; the others are kept")
        attempts: list[Attempt] = []
        for handin in ordered:
            number = len(attempts) + 1
            folder = self._folder / learner.key / str(number)
            files = self._copied(handin, folder)
            if files:
                attempts.append(
                    Attempt(
                        number=number,
                        place=handin.place,
                        when=handin.when,
                        late=handin.late,
                        folder=folder,
                        files=files,
                    )
                )
        if learner.in_roster and not attempts:
            self._problem(learner.name, "nothing came from this learner that can be graded", _NOBODY)
        return msgspec.structs.replace(learner, attempts=tuple(attempts))

    def _copied(self, handin: Handin, folder: Path) -> tuple[Path, ...]:
        gradable = [(name, entry) for name, entry in handin.files if is_gradable(name)]
        if not gradable:
            others = ", ".join(sorted(clean(name) for name, _ in handin.files)[:3])
            wrong = f"there is no .py and no .ipynb in it, only {others}" if others else "it is empty"
            self._problem(handin.place, wrong, "ask for the script or the notebook")
        # The file that has a name by itself comes before one that is given it; then the one nearest to the top.
        gradable.sort(key=lambda item: (file_name(item[0]) != item[0], len(item[1].names), item[1].names))
        taken: Counter[str] = Counter()
        files = []
        for name, entry in gradable:
            target = file_name(name)
            taken[folded(target)] += 1
            count = taken[folded(target)]
            if count > 1:
                wrong = f"another file is called {target} too, and counts"
                self._problem(entry.place, wrong, "take one of them out; both are kept")
                stem, dot, suffix = target.rpartition(".")
                target = f"{stem} ({count}){dot}{suffix}"
            data = self._bytes(entry)
            if data is None:
                continue
            if not data.strip():
                self._problem(entry.place, "it is empty", "ask for the file again")
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / target).open("xb") as file:
                file.write(data)
            files.append(folder / target)
        return tuple(sorted(files))

    def _bytes(self, entry: Entry) -> bytes | None:
        """Return a file's bytes; None, and a problem, where it cannot be read."""
        if entry.path is None:  # Whoever found it has told why.
            return None
        try:
            # Meanwhile it may have become a link, or a pipe that never ends.
            descriptor = os.open(entry.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor
                if stat.S_ISREG(os.fstat(descriptor).st_mode):
                    data = file.read(NOTEBOOK_BYTES + 1)
                    if len(data) <= NOTEBOOK_BYTES:
                        return data
            wrong = f"it is not a file of at most {NOTEBOOK_BYTES:,} bytes"
        except OSError as error:
            wrong = f"it cannot be read: {error.strerror}"
        self._problem(entry.place, wrong, "ask for the file itself")
        return None
