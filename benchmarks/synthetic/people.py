"""The learners of a synthetic class: names in many scripts, out of those of mathematicians who died long ago."""

from __future__ import annotations

import csv
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from grader.intake.names import unaccented

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from random import Random

__all__ = ["Person", "people", "write_roster"]

_FIRST_ID: Final = 1_000_000
_TRIES: Final = 50


class _Script(NamedTuple):
    """Names that go together; `between` stands between the parts of a name, `comments` are by those who have one."""

    weight: int
    first: str
    last: str
    comments: str
    between: str = " "
    last_first: bool = False


_SCRIPTS: Final = (
    _Script(
        50,
        "Émilie René Évariste Niels Gaëtana János Wacław Gösta Carl Hermann Bernhard Leonhard Joseph Augustin Élie "
        "Siméon Adrien Sophie Mary Ada Karl Jørgen François Guillaume",
        "Châtelet Descartes Galois Abel Agnesi Bolyai Sierpiński Möbius Weierstraß Hölder Poincaré Łukasiewicz Čech "
        "Grassmann Riemann Euler Lagrange Cauchy Legendre Germain Somerville Gram Viète L'Hôpital D’Alembert",  # noqa: RUF001 - as it is written
        "first the data;now the result;is this right?;as in the lecture;d'abord les données;et voilà le résultat;"
        "zuerst die Daten;nächster Schritt, größer",
    ),
    _Script(
        12,
        "Θαλής Πυθαγόρας Αρχιμήδης Ερατοσθένης Διόφαντος Υπατία Απολλώνιος Κωνσταντίνος",
        "Μιλήσιος Σάμιος Συρακούσιος Κυρηναίος Αλεξανδρεύς Περγαίος Καραθεοδωρή Χίος",
        "πρώτα τα δεδομένα;το αποτέλεσμα;όπως στο μάθημα",
    ),
    _Script(
        14,
        "Софья Пафнутий Николай Андрей Михаил Александр Георгий Владимир",
        "Ковалевская Чебышёв Лобачевский Марков Остроградский Ляпунов Вороной Стеклов",
        "сначала данные;потом результат;как на лекции",
    ),
    _Script(
        8,
        "محمد عمر ثابت الحسن شرف غياث",
        "الخوارزمي الخيام الكرجي الطوسي الكاشي البيروني",
        "البيانات أولا;ثم النتيجة",
    ),
    _Script(
        8,
        "徽 冲之 九韶 辉 世杰 善兰 贞仪 文鼎",
        "刘 祖 秦 杨 朱 李 王 梅",
        "先准备数据;然后是结果",
        between="",
        last_first=True,
    ),
    _Script(
        6,
        "孝和 賢弘 直円 寧 義太 安明",
        "関 建部 安島 和田 久留島 会田",
        "まずデータ;次に結果",
        between="",
        last_first=True,
    ),
    _Script(
        4,
        "आर्यभट भास्कर ब्रह्मगुप्त माधव नीलकण्ठ श्रीधर",
        "आचार्य सोमयाजि उज्जयिनी सङ्गमग्राम महावीर वराहमिहिर",
        "पहले डेटा;फिर परिणाम",
    ),
)
"""Latin letters, some of which are written with combining marks, Greek, Cyrillic, Arabic, Chinese, Japanese, Devanagari."""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One learner."""

    name: str
    id: str
    login: str
    email: str
    section: str
    comments: tuple[str, ...]
    """What this learner writes beside code, in a language of the name's."""
    listed: bool = True
    """Whether the roster knows this learner."""
    silent: bool = False
    """Whether this learner hands in nothing."""
    namesake: bool = False
    """Whether another learner has the same name."""


def people(count: int, silent: int, rng: Random) -> tuple[Person, ...]:
    """Return `count` learners who hand in and then `silent` ones who do not.

    Of at least three the last two that hand in have one name, and the one before them is not in the roster.
    """
    taken: set[tuple[str, ...]] = set()
    found: list[Person] = []
    for number in range(count + silent):
        script, name = _name(taken, rng)
        has_namesake = count > 2 and count - 2 <= number < count  # noqa: PLR2004
        if has_namesake and number == count - 1:
            name = found[-1].name
        login = f"{_letters(name)}{number:04}"
        found.append(
            Person(
                name=name,
                id=str(_FIRST_ID + number * 37 + rng.randrange(37)),
                login=login,
                email=f"{login}@example.org",
                section=rng.choice("ABC"),
                comments=tuple(script.comments.split(";")),
                listed=not (count > 2 and number == count - 3),  # noqa: PLR2004
                silent=number >= count,
                namesake=has_namesake,
            )
        )
    return tuple(found)


def write_roster(path: Path, learners: Iterable[Person]) -> None:
    """Write the roster, without those whom it does not know, by their names."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["Name", "ID", "Login", "Email", "Section"])
        for each in sorted(learners, key=lambda person: (person.name, person.id)):
            if each.listed:
                writer.writerow([each.name, each.id, each.login, each.email, each.section])


def _name(taken: set[tuple[str, ...]], rng: Random) -> tuple[_Script, str]:
    """Return a name that no one else's can be taken for."""
    script = rng.choices(_SCRIPTS, [each.weight for each in _SCRIPTS])[0]
    first, last = script.first.split(), script.last.split()
    for tried in range(_TRIES):
        # Where all the short names are taken, a second first name helps.
        firsts = rng.sample(first, 1 if tried < _TRIES // 2 else 2)
        name = _joined(firsts, rng.choice(last), script)
        key = unaccented(name)
        if key not in taken:
            break
    else:
        # A class of many thousands: its last have a number.
        name = f"{name} {len(taken)}"
        key = unaccented(name)
    taken.add(key)
    return script, name


def _joined(firsts: Sequence[str], last: str, script: _Script) -> str:
    parts = [last, *firsts] if script.last_first else [*firsts, last]
    return unicodedata.normalize("NFC", script.between.join(parts))


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.rsplit(maxsplit=1)[-1]).lower()
    return "".join(letter for letter in plain if "a" <= letter <= "z")[:8] or "user"
