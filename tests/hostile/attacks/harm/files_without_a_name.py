"""Files that are deleted and still open count as if they were not."""
# limits: little-disk
# stopped: files

import os
import time

held = []
for _ in range(20):
    try:
        held.append(
            os.open(".", os.O_TMPFILE | os.O_RDWR) if len(held) % 2 else os.open("file", os.O_CREAT | os.O_RDWR)
        )
        if os.path.exists("file"):
            os.remove("file")
        os.write(held[-1], b"x" * (16 * 1024 * 1024))
    except OSError:
        pass
time.sleep(0.5)
print("HARM holds", sum(os.fstat(file).st_blocks * 512 for file in held))
