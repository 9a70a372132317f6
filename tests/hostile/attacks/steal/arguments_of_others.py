"""No other process's command line, name, state or limits can be read."""

import os

for pid in ("@NEIGHBOUR@", "@SUPERVISOR@", "@ZYGOTE@", *filter(str.isdecimal, os.listdir("/proc"))):
    if int(pid) == os.getpid():
        continue
    for name in ("cmdline", "comm", "stat", "statm", "status", "limits", "wchan", "cgroup", "sched", "io"):
        try:
            print("HARM", pid, name, open(f"/proc/{pid}/{name}", "rb").read())
        except OSError:
            pass
print("TRIED")
