"""What a class is derived from, asked of the class itself: not of its metaclass, and not of its own words."""

from __future__ import annotations

import sys
from typing import Final

__all__ = ["bases_of", "stands_in"]

_bases: Final = type.__dict__["__mro__"].__get__


def bases_of(kind: type) -> tuple[type, ...]:
    """Return the class and its bases, in their order. A learner's metaclass may call anything `__mro__`."""
    found: tuple[type, ...] = _bases(kind)
    return found


def stands_in(kind: type, *packages: str) -> bool:
    """Tell whether one of `packages` really holds the class; a learner's class may say so of itself."""
    module = str(kind.__module__)
    held = getattr(sys.modules.get(module), kind.__name__, None) is kind
    return held and module.split(".", 1)[0] in packages
