"""Files whose path is longer than any path may be count as well."""
# limits: little-disk
# stopped: files

import os
import time

for _ in range(20):
    os.mkdir("d" * 250)
    os.chdir("d" * 250)
for number in range(20):
    try:
        with open(f"file_{number}", "wb") as file:
            file.write(b"x" * (16 * 1024 * 1024))
    except OSError:
        pass
time.sleep(0.5)
print("HARM holds", sum(entry.stat().st_blocks * 512 for entry in os.scandir(".")))
