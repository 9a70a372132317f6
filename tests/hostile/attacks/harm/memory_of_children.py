"""Memory counts over all processes of the run together."""
# stopped: memory

import os
import time

for _ in range(6):
    if os.fork() == 0:
        held = bytearray(b"x") * (120 * 1024 * 1024)
        time.sleep(3600)
time.sleep(3600)
