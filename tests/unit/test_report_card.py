"""The card below a notebook's cell."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from grader.jupyter.answer import answer
from grader.report.card import render_card
from grader.results import Exhibit, Outcome
from tests.samples import graded_of, graded_sample, part_of

PAGE = Path("grade-report/exercise_2_3.html")
TAGS = {"div", "span", "b", "ul", "li", "code", "details", "summary", "a"}
ATTRIBUTES = {"style", "class", "role", "aria-label", "href", "target"}


class _Reader(HTMLParser):
    """Collects what stands in a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: dict[str, set[str]] = {}
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, set()).add(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def card() -> _Reader:
    """The card of the sample, which has hostile text in every place."""
    return _Reader(render_card(graded_sample(), PAGE))


def test_hostile_text_is_only_text(card: _Reader) -> None:
    """No tag and no attribute is there but the card's own, every tag is closed, and what deceives is spelled out."""
    assert card.tags <= TAGS
    assert set(card.attributes) <= ATTRIBUTES
    assert card.attributes["class"] == {"hid"}
    assert card.open == []
    assert "<script>window.pwned=1</script>" in card.text
    assert r"\x1b[31m" in card.text
    assert "<U+202E>gnp.exe" in card.text
    assert card.text.encode()


def test_the_card_asks_for_nothing(card: _Reader) -> None:
    """The one link goes to the report, and no style names anything from elsewhere."""
    assert card.attributes["href"] == {PAGE.as_posix()}
    assert not [style for style in card.attributes["style"] if "url(" in style or "@" in style]


def test_colours_are_the_themes(card: _Reader) -> None:
    """No text and no ground has a colour of its own: what can be read is the theme's business."""
    colours = {
        value.strip()
        for style in card.attributes["style"]
        for name, _, value in (each.partition(":") for each in style.split(";"))
        if name.strip() in {"color", "background"}
    }

    assert colours == {"inherit", "transparent"}


def test_borders_can_be_seen_on_both_grounds() -> None:
    """Every border stands out from white and from #111 by 3 to 1 (WCAG 2 AA)."""
    found = {each for outcome in Outcome for each in re.findall("#[0-9a-f]{6}", _card_of(outcome))}

    assert len(found) == 4
    for colour in found:
        assert _contrast(colour, "#ffffff") >= 3
        assert _contrast(colour, "#111111") >= 3


def test_the_card_says_what_where_and_what_to_try(card: _Reader) -> None:
    """Outcome, score, each check with its place, what was expected and found, the hint, the mistake, the error."""
    text = " ".join(card.text.split())

    for words in (
        "Not fully graded, 8 of 30 points",
        "Define a loss function, not passed, 2 / 10 (exercise_2_3_2)",
        "What most likely happened: This is the mean squared error.",
        "Not passed: loss_function returns the mean absolute error (Cell 2, line 6)",
        "Expected 0.8125 Found 1.140625 Try this: keras.losses has a function for each kind of error.",
        "Skipped: Training lowers the loss",
        "NameError: name 'intercpt' is not defined (line 5)",
        "Stopped: it used more than its share of memory.",
        "This is a fault of the grader, not of your code",
        f"Full report: {PAGE}",
    ):
        assert words in text


def test_a_page_elsewhere_is_named() -> None:
    """A link to a file out of the notebook's reach would lead nowhere, so there is none."""
    card = _Reader(render_card(graded_sample(), Path("/somewhere/<else>.html")))

    assert "href" not in card.attributes
    assert "Full report: /somewhere/<else>.html" in card.text


def test_the_answer_has_two_forms() -> None:
    """HTML for a notebook, and for a terminal the same in plain text, without control characters."""
    html, text = answer(graded_sample(), PAGE)

    assert html == render_card(graded_sample(), PAGE)
    assert "Try this: keras.losses has a function for each kind of error." in text
    assert text.endswith(f"Report: {PAGE}")
    assert "\x1b" not in text


def _card_of(outcome: Outcome) -> str:
    part = part_of(outcome)
    graded = graded_of((part, Exhibit(exercise=part.exercise)))
    return render_card(graded, PAGE)


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
