"""A line without an end is cut, and folded away."""

import sys

sys.stdout.write("<b>" * 80_000)
A1 = "y" * 1_000_000
raise ValueError("z" * 1_000_000)
