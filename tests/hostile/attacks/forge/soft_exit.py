"""Ending the program with success is no success."""

import sys

A1 = Variable([1, 2, 3, 4])
sys.exit(0)
