"""Children that compute without an end are stopped with the run."""
# limits: quick
# stopped: wall_time

import os

for _ in range(6):
    if os.fork() == 0:
        while True:
            pass
for _ in range(6):
    os.wait()
