"""A limit that was set cannot be raised again, not by the process nor for it by a child."""

import os
import resource

LIMITS = {
    "open files": (resource.RLIMIT_NOFILE, 100_000),
    "file size": (resource.RLIMIT_FSIZE, resource.RLIM_INFINITY),
    "CPU time": (resource.RLIMIT_CPU, resource.RLIM_INFINITY),
    "core": (resource.RLIMIT_CORE, resource.RLIM_INFINITY),
    "locked memory": (resource.RLIMIT_MEMLOCK, 1 << 30),
    "message queues": (resource.RLIMIT_MSGQUEUE, 1 << 30),
}
for pid in (0, os.getpid(), os.getppid()):
    for name, (which, bound) in LIMITS.items():
        for pair in ((bound, bound), (resource.getrlimit(which)[0], bound)):
            try:
                resource.prlimit(pid, which, pair)
                print("HARM raised", name)
            except (OSError, ValueError):
                pass
if os.fork() == 0:
    for name, (which, bound) in LIMITS.items():
        try:
            resource.prlimit(os.getppid(), which, (bound, bound))
            print("HARM raised", name, "from a child", flush=True)
        except (OSError, ValueError):
            pass
    os._exit(0)
os.wait()
