"""What is written into the attributes of files is bounded, too."""
# stopped: files

import itertools
import os

held = 0
for number in itertools.count():
    try:
        open(f"file_{number}", "w").close()
        for which in range(64):
            os.setxattr(f"file_{number}", f"user.{which}", b"x" * 60_000)
            held += 60_000
    except OSError:
        pass
    if held > 256 * 1024 * 1024:
        print("HARM holds", held, flush=True)
