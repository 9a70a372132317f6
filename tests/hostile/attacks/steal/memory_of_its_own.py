"""All of the worker's memory, byte for byte, holds nothing of the solution or of other submissions."""

import re

# The brackets keep the patterns from finding themselves.
WANTED = [
    re.compile(rb"Make a variable of four whole [n]umbers"),
    re.compile(rb"Exercise 1\.1\.2: a variable of four whole [n]umbers, and"),
    re.compile(rb"\nB1 = A1\.[n]umpy\(\)\n"),
    re.compile(rb"\n# [0-9a-f]{32}[\n]"),
]

for line in open("/proc/self/maps"):
    span, mode, *_ = line.split()
    if not mode.startswith("rw") or "[v" in line:
        continue
    start, end = (int(number, 16) for number in span.split("-"))
    with open("/proc/self/mem", "rb", buffering=0) as memory:
        for place in range(start, end, 1 << 24):
            try:
                memory.seek(place)
                piece = memory.read(min(1 << 24, end - place))
            except (OSError, OverflowError, ValueError):
                continue
            for pattern in WANTED:
                for match in pattern.finditer(piece):
                    print("HARM in memory:", piece[match.start() : match.end() + 40])
print("TRIED")
