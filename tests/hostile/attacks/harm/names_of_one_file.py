"""Thousands of names of one file are stopped, and gone."""
# stopped: files

import itertools
import os

open("file", "w").close()
for number in itertools.count():
    try:
        os.link("file", f"file_{number}")
    except OSError:
        pass
