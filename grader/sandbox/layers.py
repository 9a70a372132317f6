"""The names of the layers of confinement."""

from __future__ import annotations

from typing import Final

__all__ = ["LANDLOCK", "LAYERS", "NAMESPACES", "RLIMITS", "SECCOMP", "WATCHDOG"]

LANDLOCK: Final = "landlock"
SECCOMP: Final = "seccomp"
NAMESPACES: Final = "namespaces"
RLIMITS: Final = "rlimits"
WATCHDOG: Final = "watchdog"

LAYERS: Final = (LANDLOCK, SECCOMP, NAMESPACES, RLIMITS, WATCHDOG)
"""The full set, outermost first."""
