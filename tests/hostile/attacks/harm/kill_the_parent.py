"""No signal reaches the processes that guard the run."""

import os
import signal

own = {*map(int, os.listdir("/proc/self/task"))}  # A thread's number is one of its process too.
for process in (os.getppid(), "@SUPERVISOR@", "@ZYGOTE@", *({*range(2, 5000)} - own)):
    try:
        os.kill(int(process), signal.SIGKILL)
        if int(process):
            print("HARM signalled", process, flush=True)
    except OSError:
        pass
for everyone in (lambda: os.kill(-1, signal.SIGKILL), lambda: os.killpg(0, signal.SIGKILL)):
    try:
        everyone()  # The first process of a namespace survives its own signal.
    except OSError:
        pass
