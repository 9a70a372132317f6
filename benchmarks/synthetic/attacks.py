"""A few cheap attacks. Each stands before or behind a right answer, which must not earn anything by it.

None of them does harm to a machine that runs it unconfined, but for the time it takes.
"""

from __future__ import annotations

from typing import Final

__all__ = ["CHEAP", "STALLING"]

_EXIT: Final = """\
{answer}
import os
os._exit(0)
"""

_READ: Final = """\
import os
import sys
found = None
for place in [os.getcwd(), sys.prefix, *sys.path]:
    folder = os.path.abspath(place)
    while found is None:
        for name in ("solutions/{part}.py", "grader/course/solutions/{part}.py", "etc/passwd"):
            try:
                found = open(os.path.join(folder, name)).read()
                break
            except OSError:
                pass
        if folder == os.path.dirname(folder):
            break
        folder = os.path.dirname(folder)
print("read", found)
exec(found)
"""

_FLOOD: Final = """\
{answer}
for _ in range(64):
    print("x" * 1048575)
"""

_FORK: Final = """\
{answer}
import os
import time
for _ in range(40):
    if os.fork() == 0:
        time.sleep(3)
        os._exit(0)
time.sleep(1)
"""

_LOOP: Final = """\
{answer}
while True:
    pass
"""

_SLEEP: Final = """\
{answer}
import time
time.sleep(100000)
"""

CHEAP: Final = {"exit": _EXIT, "read": _READ, "flood": _FLOOD, "fork": _FORK}
"""Those that are over soon, by name. `{answer}` stands for a right answer, `{part}` for the part's ID."""

STALLING: Final = {"loop": _LOOP, "sleep": _SLEEP}
"""Those that last until a time limit ends them."""
