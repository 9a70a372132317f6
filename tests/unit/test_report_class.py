"""The class page, read without a browser, and the numbers on it, computed a second time."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote

import msgspec
import pytest

from grader.gradebook import CheckRate, ClassReport, Cluster, Override, Sample
from grader.limits import Stopped
from grader.report.classroom import PROBLEMS, render_class
from grader.report.clusters import SAMPLE_CHARACTERS, SHOWN
from grader.report.histogram import histogram
from grader.report.tallies import hardest, spread
from grader.report.text import clipped
from grader.report.wording import STOPPED, moment, number_of, percents, points
from grader.results import Outcome
from tests.classes import class_of, column, entry, hostile_class, row, synthetic_class

if TYPE_CHECKING:
    from collections.abc import Iterator

VOID = {"br", "circle", "col", "img", "input", "line", "link", "meta", "rect"}
HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\ud800-\udfff]")

NONE = "none\N{EN DASH}"
"""What a screen reader says and what the others see, where there is no number."""


class _Element:
    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.inside: list[_Element | str] = []

    def walk(self) -> Iterator[_Element]:
        """Yield this element and all below it, in the page's order."""
        yield self
        for child in self.inside:
            if isinstance(child, _Element):
                yield from child.walk()

    def all(self, tag: str, name: str = "") -> list[_Element]:
        """Return every such element, of the class `name` where one is given."""
        return [
            element
            for element in self.walk()
            if element.tag == tag and (not name or name in (element.attributes.get("class") or "").split())
        ]

    @property
    def words(self) -> str:
        """Its text, with one space for any white space."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.inside:
            if isinstance(child, str):
                yield child
            else:
                yield from child._texts()


class _Page(HTMLParser):
    """Builds the tree of a page, and holds that every element is closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.root = _Element("", {})
        self._open = [self.root]
        self.feed(page)
        self.close()
        assert self._open == [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = _Element(tag, dict(attrs))
        self._open[-1].inside.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].inside.append(_Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)

    def section(self, name: str) -> _Element:
        """Return the section with this ID."""
        (found,) = [element for element in self.root.walk() if element.attributes.get("id") == name]
        return found

    def table(self, name: str) -> list[list[str]]:
        """Return the words of every cell of the body of this section's table."""
        (body,) = self.section(name).all("tbody")
        return [[cell.words for cell in line.inside if isinstance(cell, _Element)] for line in body.all("tr")]

    @property
    def figures(self) -> dict[str, str]:
        """The headline's numbers by their labels."""
        (figures,) = self.root.all("dl", "figures")
        return {pair.all("dt")[0].words: pair.all("dd")[0].words for pair in figures.all("div")}


@pytest.fixture(scope="module")
def report() -> ClassReport:
    """A class of sixty."""
    return synthetic_class()


@pytest.fixture(scope="module")
def page(report: ClassReport) -> _Page:
    """Its page."""
    return _Page(render_class(report))


@pytest.fixture(scope="module")
def hostile() -> str:
    """The page of a class in which every text is hostile."""
    return render_class(hostile_class())


def _shown(report: ClassReport) -> _Page:
    return _Page(render_class(report))


def test_the_page_is_well_formed_and_its_ids_are_unique(page: _Page) -> None:
    """No ID stands twice, and everything that names another element names one that is there."""
    ids = [element.attributes["id"] for element in page.root.walk() if "id" in element.attributes]
    named = {
        element.attributes[name]
        for element in page.root.walk()
        for name in ("aria-labelledby", "aria-describedby", "for")
        if name in element.attributes
    }
    anchors = {
        str(link.attributes["href"])[1:]
        for link in page.root.all("a")
        if str(link.attributes["href"]).startswith("#")
    }

    assert len(ids) == len(set(ids))
    assert named | anchors <= set(ids)


def test_the_policy_allows_one_style_and_one_script(hostile: str) -> None:
    """The hashes in the policy are those of the only style and the only script; nothing else may load or run."""
    pieces = {tag: re.findall(f"<{tag}>(.*?)</{tag}>", hostile, re.DOTALL)[-1] for tag in ("script", "style")}
    hashes = {
        tag: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for tag, text in pieces.items()
    }
    root = _Page(hostile).root

    assert root.all("meta")[1].attributes["content"] == (
        f"default-src 'none'; img-src data:; script-src 'sha256-{hashes['script']}'; "
        f"style-src 'sha256-{hashes['style']}'; base-uri 'none'; form-action 'none'"
    )
    assert [element.attributes for element in root.all("script") + root.all("style")] == [{}, {}]


def test_hostile_text_makes_no_element(hostile: str) -> None:
    """What a learner wrote is text: no element, no handler, no style, and no address but those of our own."""
    root = _Page(hostile).root
    elements = list(root.walk())
    addresses = [
        str(element.attributes[name])
        for element in elements
        for name in ("href", "src", "action", "formaction")
        if name in element.attributes
    ]

    assert not {element.tag for element in elements} & {"iframe", "object", "embed", "base", "form", "img"}
    assert not [
        name
        for element in elements
        for name in element.attributes
        if name.startswith("on") or name == "style"
    ]
    assert [
        address
        for address in addresses
        if not re.fullmatch(r"#[\w-]+|data:,|learners/[\w.%-]+\.html", address)
    ] == []


def test_a_key_cannot_lead_out(hostile: str) -> None:
    """A key that is no file name stays one step of an address."""
    links = {str(link.attributes["href"]) for link in _Page(hostile).root.all("a")}

    (leading,) = [link for link in links if "script" in link]
    assert leading.count("/") == 1
    assert unquote(leading).startswith('learners/../"><script>')


def test_hidden_characters_reach_no_page(hostile: str) -> None:
    """The page encodes as UTF-8, and has no control character and no turned direction, in text or attribute."""
    assert hostile.encode("utf-8")
    assert not HIDDEN.search(hostile)
    assert '<span class="hid">\\x1b</span>' in hostile
    assert '<span class="hid">&lt;U+202E&gt;</span>' in hostile


def test_huge_texts_are_cut(hostile: str) -> None:
    """A megabyte in a name, in code or in a line of what was wrong takes no megabyte of the page."""
    assert len(hostile) < 150_000
    assert "Only the beginning is shown here." in hostile
    assert "x" * SAMPLE_CHARACTERS in hostile
    assert "x" * (SAMPLE_CHARACTERS + 1) not in hostile


def test_nothing_on_the_page_points_outside(hostile: str) -> None:
    """Neither style nor script knows an address of a network."""
    root = _Page(hostile).root

    for element in root.all("style") + root.all("script"):
        assert "://" not in element.words
        assert "@import" not in element.words
        assert set(re.findall(r"url\((.)", element.words)) <= {"#"}


def test_the_headline_counts_the_class(page: _Page, report: ClassReport) -> None:
    """Learners, submitted, missing, mean and median are those of the gradebook, computed anew."""
    rows = report.gradebook.rows
    came = [one for one in rows if one.attempts]
    broken = [
        one
        for one in rows
        if any(made.outcome is Outcome.ERRORED and made.override is None for made in one.entries)
    ]
    sure = sorted(
        100 * sum(made.score for made in one.entries) / sum(made.max_score for made in one.entries)
        for one in came
        if one not in broken
    )
    middle = len(sure) // 2
    median = sure[middle] if len(sure) % 2 else (sure[middle - 1] + sure[middle]) / 2

    assert page.figures == {
        "Learners": str(len(rows)),
        "Submitted": str(len(came)),
        "Missing": str(len(rows) - len(came)),
        "Mean": f"{sum(sure) / len(sure):.1f} %",
        "Median": f"{median:.1f} %",
        "Parts not graded": str(sum(made.outcome is Outcome.ERRORED for one in rows for made in one.entries)),
    }
    assert [int(count) for _, count in page.table("scores")] == [
        sum(low <= percent < low + 10 or (low == 90 and percent >= 100) for percent in sure)
        for low in range(0, 100, 10)
    ]


def test_the_rates_are_of_what_was_judged(page: _Page, report: ClassReport) -> None:
    """Every part's and lesson's counts and rate are those of the gradebook, computed anew."""
    parts = []
    for place, part in enumerate(report.gradebook.columns):
        here = [one.entries[place].outcome for one in report.gradebook.rows]
        passed, failed = here.count(Outcome.PASSED), here.count(Outcome.FAILED)
        counts = [passed, failed, here.count(Outcome.ERRORED), here.count(None)]
        rate = round(100 * passed / (passed + failed))
        title = f"{part.exercise[9:].replace('_', '.')} {part.title}"
        parts.append([title, "", *map(str, counts), f"{rate} %"])
    lessons = [
        [
            int(value)
            for value in (
                sum(int(part[2]) for part in parts if part[0].startswith(number)),
                sum(int(part[2]) + int(part[3]) for part in parts if part[0].startswith(number)),
            )
        ]
        for number in (f"{group.id[9:].replace('_', '.')}." for group in report.lessons)
    ]

    assert page.table("parts") == parts
    assert [ratio for _, _, ratio, _ in page.table("lessons")] == [
        f"{passed} of {judged}" for passed, judged in lessons
    ]


def test_the_hardest_checks_are_the_hardest(page: _Page, report: ClassReport) -> None:
    """No check that is left out was passed by a smaller share than one that is shown."""
    shares = sorted(check.passed / check.judged for check in report.checks)
    shown = [ratio.split(" of ") for _, _, ratio, _ in page.table("checks")]

    assert [int(passed) / int(judged) for passed, judged in shown] == shares[:10]


def test_a_check_that_was_hardly_judged_is_not_the_hardest() -> None:
    """One failure where a hundred others were never judged tells little; a check that all pass tells nothing."""
    rare, hard, easy, unjudged = (
        CheckRate(exercise="exercise_2_3_1", check=name, title=name, passed=passed, judged=judged)
        for name, passed, judged in (("rare", 0, 1), ("hard", 20, 80), ("easy", 90, 90), ("unjudged", 0, 0))
    )

    assert hardest([rare, easy, unjudged, hard]) == [hard]
    assert hardest([rare]) == [rare]
    assert hardest([]) == []


def test_the_gradebook_has_every_learner_and_part(page: _Page, report: ClassReport) -> None:
    """A row a learner, in the gradebook's order; each cell has points, a sign and words."""
    table = page.table("sheet")
    kinds = {Outcome.PASSED: ("✓", "passed"), Outcome.FAILED: ("✗", "not passed")}

    assert [line[0] for line in table] == [one.name for one in report.gradebook.rows]
    for line, one in zip(table, report.gradebook.rows, strict=True):
        assert line[1:3] == [one.id, one.section]
        assert float(line[3]) == pytest.approx(one.score, abs=0.006)
        assert line[4].removeprefix("! not final: ") == f"{one.percent:.1f}"
        assert int(line[5]) == one.attempts
        for cell, made in zip(line[6:], one.entries, strict=True):
            if made.outcome in kinds:
                sign, words = kinds[made.outcome]
                marks = "L" * made.late + "H" * (made.override is not None)
                late = ", late" * made.late + ", points by hand" * (made.override is not None)
                score = f"{made.score:.2f}".rstrip("0").rstrip(".")
                assert cell == f"{sign} {score}{marks} of {made.max_score}, {words}{late}"
            else:
                assert cell == ("! not graded" if made.outcome else "· nothing graded")


def test_a_learner_is_linked_where_something_came(page: _Page, report: ClassReport) -> None:
    """Who handed something in has a link to `learners/<key>.html`, who did not has none."""
    links = [
        [link.attributes["href"] for link in line.all("a")]
        for line in page.section("sheet").all("tbody")[0].all("tr")
    ]

    assert links == [[f"learners/{one.key}.html"] if one.attempts else [] for one in report.gradebook.rows]
    assert [] in links


def test_clusters_name_the_mistake_and_all_its_learners(page: _Page, report: ClassReport) -> None:
    """A cluster says what a learner is told, names the mistake, links all learners, and shows two samples."""
    items = page.section("mistakes").all("li", "cluster")
    names = {one.key: one.name for one in report.gradebook.rows}

    assert len(items) == SHOWN < len(report.clusters)
    for item, cluster in zip(items, report.clusters, strict=False):
        assert item.all("b")[0].words == str(len(cluster.learners))
        assert cluster.says.replace("`", "") in item.words
        assert f"Known mistake: {cluster.mistake}" in item.words or not cluster.mistake
        assert [link.words for link in item.all("a")] == [names[key] for key in cluster.learners]
        assert len(item.all("div", "code")) == min(len(cluster.learners), 2)
    assert page.section("mistakes").all("span", "n")


def test_many_lines_of_code_are_cut() -> None:
    """The beginning of a long program is shown, and it is said that there is more."""
    cluster = Cluster(
        exercise="exercise_2_3_1",
        says="No.",
        checks=(),
        learners=("a",),
        samples=(Sample(learner="a", source="x = 1\n" * 1_000),),
    )
    section = _shown(class_of(row("a", entry(Outcome.FAILED)), columns=(column(),), clusters=(cluster,)))

    assert len(section.root.all("div", "line")) == 80
    assert "Only the beginning is shown here." in section.root.words


def test_an_empty_class_is_said() -> None:
    """Without learners, lessons and parts the page says so, and divides nothing."""
    page = _shown(class_of())

    assert page.figures["Learners"] == "0"
    assert page.figures["Mean"] == NONE
    assert "There is no learner in this class." in page.root.words
    assert page.root.all("table") == []


def test_a_class_without_parts_is_shown() -> None:
    """Learners who have nothing to do have rows."""
    page = _shown(class_of(row("Ada Lovelace")))

    assert page.table("sheet") == [["Ada Lovelace", "0", "0.0", "1"]]


def test_one_learner_is_a_class() -> None:
    """One learner is mean, median, lowest and highest, and has no quartiles; words are in the singular."""
    page = _shown(class_of(row("Ada Lovelace", entry(Outcome.PASSED, score=6)), columns=(column(),)))

    assert page.figures["Median"] == page.figures["Mean"] == "100.0 %"
    assert "1 learner, with 100.0 % of the points" in page.section("scores").words
    assert page.table("scores")[-1] == ["90 to 100", "1"]
    assert page.table("parts") == [["2.3.1 Part 1", "", "1", "0", "0", "0", "100 %"]]


def test_a_class_that_nobody_graded_has_no_mean() -> None:
    """What is not graded yet is no zero."""
    page = _shown(class_of(row("Ada", entry(None)), row("Emmy", entry(None)), columns=(column(),)))

    assert page.figures["Submitted"] == "2"
    assert page.figures["Mean"] == page.figures["Median"] == NONE
    assert "Nobody has a score that says something yet." in page.section("scores").words
    assert page.table("parts") == [["2.3.1 Part 1", "", "0", "0", "0", "2", "\N{EN DASH}none judged"]]


def test_a_class_that_is_all_errored_blames_nobody() -> None:
    """Faults of the grader come first, make no mean, and are no points and no failures of the learners."""
    fault = entry(Outcome.ERRORED, error="SandboxError: no evidence")
    page = _shown(class_of(row("Ada", fault), row("Emmy", fault), columns=(column(),)))

    assert "2 parts could not be graded, by a fault of the grader." in page.root.words
    assert page.root.words.index("by a fault of the grader") < page.root.words.index("Learners")
    assert [item.words for item in page.section("faults").all("ul", "faults")[0].inside if item != "\n"] == [
        "2.3.1 Part 1 SandboxError: no evidence Ada Emmy"
    ]
    assert page.figures["Mean"] == NONE
    assert page.table("sheet")[0] == ["Ada", "0", "! not final: 0.0", "1", "! not graded"]
    assert page.table("parts")[0][2:] == ["0", "0", "2", "0", "\N{EN DASH}none judged"]


def test_points_by_hand_settle_a_fault() -> None:
    """Where an instructor has given points for what could not be graded, the learner has a score."""
    given = Override(points=4.5, why="Seen `together`.", when="2026-11-24T10:00:00Z")
    settled = entry(Outcome.ERRORED, score=4.5, override=given)
    page = _shown(class_of(row("Ada", settled), columns=(column(),)))

    assert page.figures["Parts not graded"] == "0"
    assert page.figures["Mean"] == "75.0 %"
    assert "by a fault of the grader." not in page.root.words
    assert "1 more part could not be graded either" in page.root.words
    assert page.table("by-hand") == [
        [
            "Ada 24 November 2026, 10:00 UTC",
            "2.3.1 Part 1 Seen together.",
            "4.5 of 6; the checks gave 4",
        ]
    ]
    assert page.table("sheet")[0][-1] == "! 4.5H of 6, not graded, points by hand"


def test_many_faults_are_folded() -> None:
    """Faults of every part do not push the rest off the screen."""
    columns = tuple(column(number) for number in range(1, 9))
    faults = tuple(entry(Outcome.ERRORED, number, error="x") for number in range(1, 9))
    section = _shown(class_of(row("Ada", *faults), columns=columns)).section("faults")

    assert len(section.all("li")) == 16
    assert "Show 3 more faults" in section.words


@pytest.mark.parametrize("stopped", Stopped)
def test_every_limit_has_its_words(stopped: Stopped) -> None:
    """A stop names the limit in the words of the learner's page, the learner and the part."""
    made = entry(Outcome.FAILED, stopped=stopped, wall_seconds=12.34)
    page = _shown(class_of(row("Ada", made), columns=(column(),)))

    assert page.section("stops").words == f"Stopped by a limit {STOPPED[stopped].fact} Ada, 2.3.1 Part 1"
    assert page.table("runs") == [["Ada", "2.3.1 Part 1", "12.3"]]


def test_who_is_missing_is_named_by_the_roster() -> None:
    """Who is in the roster and sent nothing is missing; who sent something and is not in it is named as well."""
    rows = (
        row("Ada", entry(None), attempts=0, id="7", section="B"),
        row("Emmy", entry(Outcome.PASSED), in_roster=False),
    )
    section = _shown(class_of(*rows, columns=(column(),))).section("missing")

    assert section.words == (
        "Missing Nothing came from 1 learner of the roster. Ada 7, section B Not in the roster Emmy"
    )
    assert [link.words for link in section.all("a")] == ["Emmy"]


@pytest.mark.parametrize(
    ("has_roster", "words"),
    [
        pytest.param(True, "Something came from everybody in the roster.", id="roster"),
        pytest.param(False, "There was no roster, so nobody knows who is missing.", id="no-roster"),
    ],
)
def test_nobody_missing_is_said(has_roster: bool, words: str) -> None:
    """Nobody is missing where all came, and nobody knows without a roster."""
    present = row("Ada", entry(Outcome.PASSED), in_roster=has_roster)

    assert words in _shown(class_of(present, columns=(column(),), has_roster=has_roster)).root.words


def test_late_parts_are_told_by_learner() -> None:
    """What was late, when it came and what it costs stand in one row a learner."""
    columns = tuple(column(number) for number in range(1, 9))
    when = {"when": "2026-11-27T03:37:00+01:00", "late": True, "late_percent": 12.5}
    some = [entry(Outcome.PASSED, number, 5.25, **(when if number < 3 else {})) for number in range(1, 9)]
    all_of = [entry(Outcome.PASSED, number, 5.25, **when) for number in range(1, 9)]
    page = _shown(class_of(row("Ada", *some), row("Emmy", *all_of), columns=columns))

    assert page.table("late") == [
        ["Ada 27 November 2026, 02:37 UTC", "2.3.1, 2.3.2", "12.5 %"],
        ["Emmy 27 November 2026, 02:37 UTC", "8 of 8 parts", "12.5 %"],
    ]


def test_what_cannot_be_read_has_a_sign_of_its_own() -> None:
    """A file that cannot be read is not the same as none."""
    page = _shown(
        class_of(row("Ada", entry(None, error="no notebook"), entry(None, 2)), columns=(column(), column(2)))
    )

    assert page.table("sheet")[0][-2:] == ["? cannot be read", "· nothing graded"]


def test_problems_are_told_and_bounded() -> None:
    """What was wrong with anything handed in is told, up to some hundreds of lines."""
    problems = tuple(f"file {number}: `broken`; ask again" for number in range(PROBLEMS + 3))
    section = _shown(class_of(problems=problems)).section("problems")

    assert len(section.all("li")) == PROBLEMS
    assert section.all("li")[0].words == "file 0: broken; ask again"
    assert "3 lines more left out here." in section.words


def test_a_large_lesson_has_several_headings() -> None:
    """The headings above the parts are as wide as the parts are many."""
    report = synthetic_class(1, parts=3)
    wide = class_of(
        row("Ada", *(entry(Outcome.PASSED, number) for number in range(1, 12))),
        columns=tuple(column(number) for number in range(1, 12)),
        lessons=(
            msgspec.structs.replace(
                report.lessons[0], exercises=tuple(column(n).exercise for n in range(2, 12))
            ),
        ),
    )
    top = _shown(wide).section("sheet").all("thead")[0].all("tr")[0]

    spans = [cell.attributes.get("colspan") for cell in top.inside if isinstance(cell, _Element)]
    assert spans == [None] * 4 + ["1", "8", "2"]


def test_points_beyond_the_most_stay_on_the_page() -> None:
    """More points than there are, or fewer than none, count in the nearest bar."""
    assert [bar.learners for bar in histogram([-5.0, 0.0, 99.9, 100.0, 140.0])] == [2, *[0] * 8, 3]


def test_the_same_for_everybody_has_no_width() -> None:
    """Where all have the same, lowest, quartiles and highest are the same; of nothing there is no spread."""
    same = spread([50.0] * 5)

    assert same is not None
    assert (same.lowest, same.quartiles, same.highest) == (50.0, (50.0, 50.0), 50.0)
    assert spread([]) is None


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        pytest.param(points(8.0), "8", id="whole"),
        pytest.param(points(7.25), "7.25", id="quarter"),
        pytest.param(points(0.1 + 0.2), "0.3", id="rounded"),
        pytest.param(points(-0.001), "0", id="no-minus-nothing"),
        pytest.param(points(100.0), "100", id="zeros-stay"),
        pytest.param(percents(0.997), "99 %", id="not-quite-all"),
        pytest.param(percents(0.001), "1 %", id="not-quite-nothing"),
        pytest.param(percents(1.0), "100 %", id="all"),
        pytest.param(percents(0.0), "0 %", id="nothing"),
        pytest.param(number_of("exercise_2_3_1"), "2.3.1", id="part"),
        pytest.param(number_of("exercise_2_3"), "2.3", id="lesson"),
        pytest.param(number_of("exercise_x_1"), "exercise_x_1", id="other"),
        pytest.param(moment("2026-01-02T03:04:05"), "2 January 2026, 03:04", id="no-zone"),
        pytest.param(moment("2026-01-02T03:04:05+05:00"), "1 January 2026, 22:04 UTC", id="zone"),
        pytest.param(moment("0001-01-01T00:00:00+05:00"), "0001-01-01T00:00:00+05:00", id="before-time"),
        pytest.param(moment("soon"), "soon", id="no-time"),
        pytest.param(clipped("abcd", 4), "abcd", id="fits"),
        pytest.param(clipped("abcde", 4), "abc…", id="cut"),
    ],
)
def test_words_of_numbers(shown: str, words: str) -> None:
    """Points, rates, IDs and times are short, and never say more than is so."""
    assert shown == words
