"""Daemons, twice forked and in sessions of their own, end with the run."""

import os
import time

for _ in range(5):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.chdir("/")
            os.closerange(0, 256)
            time.sleep(3600)
        os._exit(0)
    os.wait()
