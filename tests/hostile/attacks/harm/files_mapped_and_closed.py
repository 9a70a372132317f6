"""Files that only a mapping holds any more count as well."""
# limits: little-disk
# stopped: files

import mmap
import os
import time

held = []
for _ in range(20):
    try:
        with open("file", "w+b") as file:
            file.write(b"x" * (16 * 1024 * 1024))
            file.flush()
            held.append(mmap.mmap(file.fileno(), 4096))
        os.remove("file")
    except OSError:
        pass
time.sleep(0.5)
print("HARM holds", len(held) * 16, "megabytes")
