"""Names that people gave to files and to themselves: compared, shortened, and made safe as file names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

__all__ = ["clean", "compact", "file_name", "folded", "slug", "tokens", "unaccented"]

_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]')
_EXERCISE: Final = re.compile(r"exercise_\d+_\d+(?:_\d+)?(?!\d)", re.IGNORECASE)
_KEY_BYTES: Final = 60
_NAME_BYTES: Final = 120


def clean(name: str) -> str:
    """Return `name` without control and format characters, composed, and sure to encode as UTF-8."""
    text = name.encode("utf-8", "surrogateescape" if _escaped(name) else "replace").decode("utf-8", "replace")
    text = unicodedata.normalize("NFC", text)
    kept = (" " if character in "\t\n\r" else character for character in text if not _hidden(character))
    return " ".join("".join(kept).split())


def _escaped(name: str) -> bool:
    return all("\udc80" <= character <= "\udcff" for character in name if "\ud800" <= character <= "\udfff")


def _hidden(character: str) -> bool:
    # The joiners spell emoji and several scripts.
    return (
        unicodedata.category(character) in {"Cc", "Cf", "Cs"} and character not in "\t\n\r\u200c\u200d"
    ) or character in "\u2028\u2029"


def folded(name: str) -> str:
    """Return what two names have in common that differ in case, width, composition or hidden characters only."""
    text = unicodedata.normalize("NFKC", clean(name).replace("\u200c", "").replace("\u200d", ""))
    return " ".join(unicodedata.normalize("NFKC", text.casefold()).split())


def tokens(name: str) -> tuple[str, ...]:
    """Return the folded words of `name`, in its order."""
    return tuple("".join(c if _in_word(c) else " " for c in folded(name)).split())


def _in_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


def compact(name: str) -> str:
    """Return the folded words of `name` in one, as Canvas writes them."""
    return "".join(tokens(name))


def unaccented(name: str) -> tuple[str, ...]:
    """Return the folded words of `name` in alphabetical order, without accents."""
    text = unicodedata.normalize("NFD", folded(name))
    return tuple(sorted(tokens("".join(c for c in text if unicodedata.category(c) != "Mn"))))


def slug(identity: str) -> str:
    """Return a file name for `identity`, in its script; no other identity has it.

    An identity that is no such name itself gets a few digits of its digest.
    """
    plain = "_".join(tokens(identity))
    cut = plain.encode()[:_KEY_BYTES].decode("utf-8", "ignore")
    whole = re.fullmatch(r"[a-z0-9_]+", identity) is not None and cut == identity
    if whole and not _RESERVED.fullmatch(identity):
        return cut
    digest = hashlib.sha256(folded(identity).encode("utf-8", "replace")).hexdigest()[:8]
    return f"{cut}-{digest}" if cut else f"learner-{digest}"


def file_name(name: str) -> str:
    """Return a safe name for a learner's file: the exercise's own, where `name` has an exercise in it."""
    stem, dot, suffix = clean(name).rpartition(".")
    suffix = f"{dot}{suffix.lower()}" if stem else ""
    stem = stem or clean(name)
    exercise = _EXERCISE.search(stem)
    if exercise:
        return f"{exercise.group().lower()}{suffix}"
    stem = _FORBIDDEN.sub("_", stem).strip(" .") or "unnamed"
    stem = (
        stem.encode()[: _NAME_BYTES - len(suffix.encode())].decode("utf-8", "ignore").strip(" .") or "unnamed"
    )
    return f"_{stem}{suffix}" if _RESERVED.fullmatch(stem) else f"{stem}{suffix}"
