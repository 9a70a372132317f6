"""Recursion without a bound of its own meets the run's."""
# stopped: memory

import sys

sys.setrecursionlimit(2**31 - 1)


def deeper():
    one, two, three, four, five, six, seven, eight = range(8)
    deeper()


deeper()
