"""The page, read without a browser."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import msgspec
import pytest

from grader.limits import Stopped
from grader.report.html import render_html
from grader.report.markup import COLOURED_CHARACTERS, code_lines, marked_up, prose
from grader.report.wording import GRADERS_FAULT, STOPPED
from grader.results import Exhibit, Graded, Outcome, PartResult, SourceLine
from tests.samples import HOSTILE, check, graded_of, graded_sample, part_of

VOID = {"meta", "link", "img", "br", "rect"}


class _Page(HTMLParser):
    """Collects what a test asks about, and holds that every element is closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every such element."""
        return [attributes for name, attributes in self.tags if name == tag]


def _one(part: PartResult, *lines: str) -> Graded:
    source = tuple(SourceLine(number=number, text=text) for number, text in enumerate(lines, start=1))
    return graded_of((part, Exhibit(exercise=part.exercise, source=source)), target=part.exercise)


def test_the_sample_is_well_formed_and_its_ids_are_unique() -> None:
    """Every element is closed, no id stands twice, and every link inside the page has its end."""
    page = _Page(render_html(graded_sample()))

    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {str(link["href"])[1:] for link in page.all("a")} <= set(ids)
    labels = {attributes["aria-labelledby"] for _, attributes in page.tags if "aria-labelledby" in attributes}
    assert labels <= set(ids)


def test_hostile_text_makes_no_element() -> None:
    """What a learner wrote is text: no script, no handler, no style, no picture but the figures."""
    page = _Page(render_html(graded_sample()))

    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "iframe", "object", "embed", "base", "form"}
    assert len(page.all("style")) == 1
    assert len(page.all("svg")) == 1
    assert all(str(image["src"]).startswith("data:image/png;base64,") for image in page.all("img"))
    assert not [
        name for _, attributes in page.tags for name in attributes if name.startswith("on") or name == "style"
    ]


def test_hidden_characters_reach_no_page() -> None:
    """The page encodes as UTF-8 and has no control character, no turned direction, in text or attribute."""
    page = render_html(graded_sample())

    assert page.encode("utf-8")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]", page)
    assert '<span class="hid">\\x1b</span>' in page
    assert '<span class="hid">&lt;U+202E&gt;</span>' in page


def test_the_policy_allows_the_pages_own_style_and_nothing_else() -> None:
    """The hash in the policy is the hash of the style on the page."""
    page = render_html(graded_sample())

    style = re.search("<style>(.*?)</style>", page, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = _Page(page).all("meta")[1]["content"]
    assert policy == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_nothing_on_the_page_points_outside() -> None:
    """No address of a network is on the page."""
    page = _Page(render_html(graded_sample()))

    addresses = [
        str(attributes[name]) for _, attributes in page.tags for name in ("href", "src") if name in attributes
    ]
    assert [address for address in addresses if not address.startswith(("#", "data:"))] == []
    assert "url(" not in page.words
    assert "@import" not in page.words


def test_the_overview_is_only_for_several_parts() -> None:
    """One part needs no table of parts."""
    assert len(_Page(render_html(graded_sample())).all("table")) == 1
    assert _Page(render_html(_one(part_of(Outcome.PASSED)))).all("table") == []


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        pytest.param(Outcome.PASSED, "✓ Passed", id="passed"),
        pytest.param(Outcome.FAILED, "✗ Not passed", id="failed"),
        pytest.param(Outcome.SKIPPED, "\N{EN DASH} Skipped", id="skipped"),
        pytest.param(Outcome.ERRORED, "! Not graded", id="errored"),
    ],
)
def test_an_outcome_is_a_sign_and_a_word(outcome: Outcome, words: str) -> None:
    """No outcome is told by colour alone."""
    assert words in _Page(render_html(_one(part_of(outcome)))).words


def test_a_report_that_was_graded_in_part_says_so() -> None:
    """A score beside a part that was not graded is not called a grade."""
    assert "! Not fully graded" in _Page(render_html(graded_sample())).words


def test_an_errored_part_has_no_score_and_the_total_is_not_final() -> None:
    """A fault of the grader never looks like the learner's zero."""
    words = _Page(render_html(_one(part_of(Outcome.ERRORED)))).words

    assert GRADERS_FAULT in words
    assert "no score" in words
    assert "This score is not final. 1 part could not be graded" in words


@pytest.mark.parametrize("stopped", Stopped)
def test_every_limit_has_its_words(stopped: Stopped) -> None:
    """A run that was stopped says by what, and what to look for."""
    words = _Page(render_html(_one(msgspec.structs.replace(part_of(Outcome.FAILED), stopped=stopped)))).words

    assert STOPPED[stopped].fact in words
    assert STOPPED[stopped].advice in words


def test_a_missing_file_is_said() -> None:
    """A part without a submission says so."""
    part = msgspec.structs.replace(part_of(Outcome.FAILED), submission=None)

    assert "There is no file for this part" in _Page(render_html(_one(part))).words


def test_a_line_that_is_not_shown_is_not_linked() -> None:
    """A line number beyond the code is words, not a dead link."""
    failed = msgspec.structs.replace(check("a", "A", Outcome.FAILED), line=7)
    part = msgspec.structs.replace(part_of(Outcome.FAILED), checks=(failed,))
    page = _Page(render_html(_one(part, "x = 1")))

    assert "line 7" in page.words
    assert [link["href"] for link in page.all("a")] == ["#main"]


def test_a_marked_line_names_the_check_and_links_back() -> None:
    """The line of a failing check is marked; those around it are not."""
    failed = msgspec.structs.replace(check("a", "The loss", Outcome.FAILED), line=2)
    part = msgspec.structs.replace(part_of(Outcome.FAILED), checks=(failed,))
    page = _Page(render_html(_one(part, "x = 1", "y = 2", "z = 3")))

    assert [tag["id"] for tag in page.all("div") if tag.get("class") == "line marked"] == [
        "exercise_2_3_1-line-2"
    ]
    assert [link["href"] for link in page.all("a")][1:] == [
        "#exercise_2_3_1-line-2",
        "#exercise_2_3_1-check-1",
    ]
    assert "↑ Line 2: The loss" in page.words


def test_long_output_is_folded_and_its_middle_left_out() -> None:
    """A page stays small when the code prints a megabyte, and says how much it leaves out."""
    part = msgspec.structs.replace(part_of(Outcome.FAILED), stdout="begin" + "x" * 1_000_000 + "end")
    page = render_html(_one(part))

    assert len(page) < 100_000
    assert "begin" in page
    assert "xend" in page
    assert "960,008 characters left out here" in page
    assert "Show what the code printed" in page


def test_a_target_without_points_or_parts_is_shown() -> None:
    """Nothing graded is said, not divided by."""
    words = _Page(render_html(graded_of())).words

    assert "0 of 0 points" in words
    assert "no part was graded" in words


def test_a_label_of_a_cell_divides_the_code() -> None:
    """A notebook's cells are told apart, and an open string in one does not colour the next."""
    lines = code_lines(
        [
            SourceLine(number=1, text="x = '''", cell="Cell 1"),
            SourceLine(number=2, text="import os", cell="Cell 2"),
        ]
    )

    assert [line.cell for line in lines] == ["Cell 1", "Cell 2"]
    assert lines[1].html == '<span class="k">import</span> os'


def test_a_string_over_lines_is_coloured_on_each() -> None:
    """A token over several lines is closed and opened again, so each line stands alone."""
    lines = code_lines([SourceLine(number=1, text='"""<a>'), SourceLine(number=2, text='b"""')])

    assert lines[0].html == '<span class="s">&#34;&#34;&#34;&lt;a&gt;</span>'
    assert lines[1].html.endswith('<span class="s">b</span><span class="s">&#34;&#34;&#34;</span>') or (
        lines[1].html == '<span class="s">b&#34;&#34;&#34;</span>'
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a\nb", id="line-feed-inside"),
        pytest.param("a\r\nb", id="carriage-return-inside"),
        pytest.param("\x0cdef (:::", id="no-python"),
        pytest.param("", id="empty"),
        pytest.param(HOSTILE, id="hostile"),
    ],
)
def test_every_line_keeps_its_number(text: str) -> None:
    """Whatever a line holds, the next one is still the next one."""
    lines = code_lines([SourceLine(number=1, text=text), SourceLine(number=2, text="end")])

    assert [line.number for line in lines] == [1, 2]
    assert lines[1].html.striptags() == "end"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("(" * (COLOURED_CHARACTERS - 1), id="brackets"),
        pytest.param("1" * (COLOURED_CHARACTERS - 1), id="digits"),
        pytest.param("\\" * (COLOURED_CHARACTERS - 1), id="backslashes"),
        pytest.param("f'{" * (COLOURED_CHARACTERS // 3 - 1), id="format-strings"),
        pytest.param("a." * (COLOURED_CHARACTERS // 2 - 1), id="attributes"),
        pytest.param(" " * (COLOURED_CHARACTERS - 1), id="spaces"),
        pytest.param("@a" * (COLOURED_CHARACTERS // 2 - 1), id="decorators"),
        pytest.param("from " + " . " * (COLOURED_CHARACTERS // 3 - 4), id="import"),
        pytest.param("match" + " " * (COLOURED_CHARACTERS - 7) + "x", id="match"),
        pytest.param('"' + "\\N{" * (COLOURED_CHARACTERS // 3 - 1), id="names-of-characters"),
        pytest.param("x" * 1_000_000, id="megabyte"),
    ],
)
def test_code_made_to_be_slow_to_colour_keeps_its_text(text: str) -> None:
    """Code made to be slow to colour is done before the test's time is up, and nothing of it is lost."""
    (line,) = code_lines([SourceLine(number=1, text=text)])

    assert "".join(line.html.striptags().split()) == "".join(text.split())


def test_backticks_set_code_and_let_nothing_through() -> None:
    """Names between backticks are code, escaped like all else."""
    assert prose("`a < b` and `c") == "<code>a &lt; b</code> and `c"
    assert marked_up("`a`") == "`a`"
