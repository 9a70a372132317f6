"""Files count over all processes of the run together."""
# limits: little-disk
# stopped: files

import os
import time

for number in range(6):
    if os.fork() == 0:
        with open(f"../tmp/file_{number}", "wb") as file:
            file.write(b"x" * (15 * 1024 * 1024))
        time.sleep(3600)
time.sleep(3600)
