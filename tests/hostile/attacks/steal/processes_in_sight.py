"""No process but the run's own can be found, by any of the calls that take a process's number."""

import os

LOOKS = (
    lambda pid: os.kill(pid, 0),
    os.getpgid,
    os.getsid,
    os.sched_getaffinity,
    os.sched_getscheduler,
    lambda pid: os.getpriority(os.PRIO_PROCESS, pid),
    lambda pid: os.stat(f"/proc/{pid}"),
)

own = {*map(int, os.listdir("/proc/self/task"))}  # A thread's number is one of its process too.
for pid in ("@NEIGHBOUR@", "@SUPERVISOR@", "@ZYGOTE@", *({*range(2, 5000)} - own)):
    for number, look in enumerate(LOOKS):
        try:
            print("HARM saw", pid, "by look", number, look(int(pid)))
        except OSError:
            pass
print("TRIED")
