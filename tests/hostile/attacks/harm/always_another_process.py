"""A process that hands over to its own child, again and again, ends with the run."""

import contextlib
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
    # On one core they run meanwhile, and those that have ended count until they are waited for.
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
