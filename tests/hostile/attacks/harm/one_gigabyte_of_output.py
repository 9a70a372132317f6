"""A gigabyte of output is cut, and its writer ended."""
# stopped: output

import sys

line = "x" * (1024 * 1024 - 1)
for _ in range(1024):
    print(line)
    print(line, file=sys.stderr)
A1 = Variable([1, 2, 3, 4])
