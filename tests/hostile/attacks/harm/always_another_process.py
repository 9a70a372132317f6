"""A process that hands over to its own child, again and again, ends with the run."""

import os

if os.fork() == 0:
    for _ in range(100_000):
        parent = os.getpid()
        try:
            if os.fork():
                os._exit(0)
        except OSError:
            continue
        # Two at a time: of more, the limit would say that they are too many.
        while os.getppid() == parent:
            pass
    os._exit(0)
for _ in range(300):
    os.sched_yield()
