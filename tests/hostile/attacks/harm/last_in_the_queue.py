"""No other process can be slowed down, moved or bounded, and no rank in the machine be taken."""

import ctypes
import os
import resource

libc = ctypes.CDLL(None, use_errno=True)
IOPRIO_SET = {"x86_64": 251, "aarch64": 30}[os.uname().machine]
IDLE = 3 << 13

for pid in map(int, ("@NEIGHBOUR@", "@SUPERVISOR@", "@ZYGOTE@")):
    ways = (
        lambda: os.setpriority(os.PRIO_PROCESS, pid, 19),
        lambda: os.setpriority(os.PRIO_PGRP, pid, 19),
        lambda: os.sched_setaffinity(pid, {0}),
        lambda: os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0)),
        lambda: resource.prlimit(pid, resource.RLIMIT_NOFILE, (0, 0)),
        lambda: resource.prlimit(pid, resource.RLIMIT_CPU),
    )
    for number, way in enumerate(ways):
        try:
            way()
            print("HARM changed", pid, "by way", number)
        except OSError:
            pass
    for which in (1, 2):
        if libc.syscall(IOPRIO_SET, which, pid, IDLE) == 0:
            print("HARM changed the disk's queue for", pid)
for way in (
    lambda: os.setpriority(os.PRIO_PROCESS, 0, -20),
    lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99)),
):
    try:
        way()
        print("HARM is before all others")
    except OSError:
        pass
