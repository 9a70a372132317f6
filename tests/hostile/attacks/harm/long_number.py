"""Arithmetic that Python cannot be interrupted in is stopped."""
# limits: quick
# stopped: wall_time

import sys

sys.set_int_max_str_digits(0)
str(7**20_000_000)
