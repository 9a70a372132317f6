"""A process that hands over to its own child, again and again, ends with the run."""

import os

if os.fork() == 0:
    for _ in range(100_000):
        try:
            if os.fork():
                os._exit(0)
        except OSError:
            pass
    os._exit(0)
for _ in range(300):
    os.sched_yield()
