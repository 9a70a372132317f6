"""Fuzz one target guided by the coverage of our code; needs the package atheris, `pip install -e '.[fuzz]'`.

    python -m tests.fuzz.guided frame -runs=100000

What follows the target goes to libFuzzer.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["grader"]):
    from tests.fuzz.targets import TARGETS, seeds


def main() -> None:
    """Fuzz until libFuzzer says that it is enough, or something escapes."""
    name = sys.argv.pop(1)
    beginnings = seeds(name)

    def once(data: bytes) -> None:
        # libFuzzer starts with nothing; the first byte chooses a sound beginning to put its bytes into.
        if data and data[0] < len(beginnings):
            sound = beginnings[data[0]]
            place = int.from_bytes(data[1:3], "little") % (len(sound) + 1)
            data = sound[:place] + data[3:] + sound[place + len(data) - 3 :]
        TARGETS[name](data)

    atheris.Setup(sys.argv, once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
