"""Filling the disk is stopped, and what was written is gone."""
# limits: little-disk
# stopped: files

import itertools

for number in itertools.count():
    with open(f"file_{number}", "wb") as file:
        file.write(b"x" * (16 * 1024 * 1024))
