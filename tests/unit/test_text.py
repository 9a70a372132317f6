"""Text that somebody else wrote."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.report.text import HIDDEN, settled, visible

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("plain äöü 漢字 👩‍🔬\tand\nmore", "plain äöü 漢字 👩‍🔬\tand\nmore", id="ordinary"),
        pytest.param("\x1b[31mred", "\\x1b[31mred", id="terminal-escape"),
        pytest.param("\x9b31m", "\\x9b31m", id="one-character-escape"),
        pytest.param("over\rwritten", "over\\rwritten", id="carriage-return"),
        pytest.param("\x00\x08\x7f", "\\x00\\x08\\x7f", id="control"),
        pytest.param("\u202egnp.exe", "<U+202E>gnp.exe", id="bidi-override"),
        pytest.param("\u2066\u2069\u200e\u200f", "<U+2066><U+2069><U+200E><U+200F>", id="bidi-isolate"),
        pytest.param("pass\u200bword", "pass<U+200B>word", id="zero-width-space"),
        pytest.param("\ud800", "<U+D800>", id="lone-surrogate"),
        pytest.param("\U000e0041", "<U+E0041>", id="tag"),
    ],
)
def test_hidden_characters_are_spelled_out(text: str, shown: str) -> None:
    """What deceives the eye is spelled, and nothing else is touched."""
    assert visible(text) == shown


@given(ANY_TEXT)
def test_visible_text_is_safe_everywhere(text: str) -> None:
    """Whatever comes in, what goes out encodes as UTF-8 and has no control character but tab and line feed."""
    shown = visible(text)

    assert shown.encode("utf-8").decode("utf-8") == shown
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\t\n"]
    assert not [
        c for c in shown if unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI"}
    ]


@given(ANY_TEXT)
def test_visible_is_done_once(text: str) -> None:
    """Making visible text visible changes nothing."""
    assert visible(visible(text)) == visible(text)


@given(ANY_TEXT)
def test_visible_keeps_what_is_not_hidden(text: str) -> None:
    """Text without hidden characters comes back as it was."""
    plain = HIDDEN.sub("", text)

    assert visible(plain) == plain


@pytest.mark.parametrize(
    ("output", "left"),
    [
        pytest.param("one\r\ntwo\r\n", "one\ntwo\n", id="windows-lines"),
        pytest.param("1/9 \x1b[1mloss\x1b[0m", "1/9 loss", id="colours"),
        pytest.param(" 10%\r 50%\r100%\n", "100%\n", id="progress-bar"),
        pytest.param("long line\rshort", "shortline", id="overwritten-in-part"),
        pytest.param("abc\b\bX", "aXc", id="backspace"),
        pytest.param("\b\bx", "x", id="backspace-at-the-start"),
        pytest.param("\x1b[2Jgone", "\x1b[2Jgone", id="other-escapes-stay"),
    ],
)
def test_output_settles_as_on_a_terminal(output: str, left: str) -> None:
    """Progress bars leave their last state, colours leave nothing, and the rest is kept for `visible`."""
    assert settled(output) == left


@given(ANY_TEXT)
def test_settled_output_keeps_its_lines(output: str) -> None:
    """Settling never joins or splits lines."""
    assert settled(output).count("\n") == output.count("\n")
