"""nbformat, imported in a third of the time: its validator's library would parse a grammar of web addresses first.

No schema of a notebook speaks of such addresses. Whoever asks for the grammar later gets it.
"""

from __future__ import annotations

import sys
from typing import Any, Final

__all__ = ["nbformat"]

_GRAMMAR: Final = "rfc3987_syntax"
_modules: dict[str, Any] = vars(sys)["modules"]

_modules.setdefault(_GRAMMAR, None)  # jsonschema does without what cannot be imported.
try:
    import nbformat
finally:
    if _modules[_GRAMMAR] is None:
        del _modules[_GRAMMAR]
