"""Text that somebody else wrote, made safe to show."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["HIDDEN", "clipped", "settled", "spelled", "visible"]

HIDDEN: Final = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, all but the tab and the line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # turn the direction of text
    "\u00ad\u180e\u200b\u2028\u2029\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"  # take no room, or break lines
    "\U000e0000-\U000e007f"  # tags
    "\ud800-\udfff"  # half a character: not to be encoded as UTF-8
    "]"
)
"""One character that deceives the eye or drives a terminal.

The joiners U+200C and U+200D are not among them: emoji and several scripts are misspelt without them.
"""

_LAST_OF_LATIN_1: Final = 0xFF
# A sequence is bounded, so that a line of a million digits is not searched again from each of them.
_COLOUR: Final = re.compile(r"\x1b\[[0-9;]{0,32}m")
_CURSOR: Final = re.compile(r"[\r\b]")


def spelled(character: str) -> str:
    """Return an escape of printable ASCII for one hidden character: `\\x1b`, `\\r`, `<U+202E>`."""
    code = ord(character)
    if code > _LAST_OF_LATIN_1:
        return f"<U+{code:04X}>"
    return "\\r" if character == "\r" else f"\\x{code:02x}"


def visible(text: str) -> str:
    """Return the text with every hidden character spelled out; what is returned always encodes as UTF-8."""
    return HIDDEN.sub(lambda match: spelled(match[0]), text)


def clipped(text: str, most: int) -> str:
    """Return the text, or its beginning and `…` where it has more than `most` characters."""
    return text if len(text) <= most else text[: most - 1] + "…"


def settled(output: str) -> str:
    """Return what a terminal would have left of a program's output.

    Colours are dropped; a carriage return and a backspace overwrite, as progress bars mean them to. Any other
    hidden character stays as it is, for `visible` to show.
    """
    return "\n".join(_overwritten(_COLOUR.sub("", line).rstrip("\r")) for line in output.split("\n"))


def _overwritten(line: str) -> str:
    if not _CURSOR.search(line):
        return line
    cells: list[str] = []
    column = 0
    for character in line:
        if character == "\r":
            column = 0
        elif character == "\b":
            column = max(column - 1, 0)
        else:
            cells[column : column + 1] = [character]
            column += 1
    return "".join(cells)
