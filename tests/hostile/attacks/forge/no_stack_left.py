"""A stack too short to look at anything shows nothing, and earns nothing."""

import sys

A1 = [[[[[[1, 2, 3, 4]]]]]]
B1 = A1
for limit in range(10, 1000):
    try:
        sys.setrecursionlimit(limit)
        break
    except RecursionError:
        pass
