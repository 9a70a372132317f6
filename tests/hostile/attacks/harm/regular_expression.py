"""A regular expression that tries every way is stopped."""
# limits: quick
# stopped: wall_time

import re

re.match(r"(a|aa|a*)*$", "a" * 60 + "!")
