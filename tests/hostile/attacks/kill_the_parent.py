"""No signal reaches the processes that guard the run."""

import os
import signal

A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
print(A1, B1, flush=True)
for process in (os.getppid(), "@SUPERVISOR@", "@ZYGOTE@", *range(2, 5000)):
    try:
        os.kill(int(process), signal.SIGKILL)
        if int(process):
            print("KILLED", process, flush=True)
    except OSError:
        pass
try:
    os.kill(-1, signal.SIGKILL)
except OSError:
    pass
os.killpg(0, signal.SIGKILL)
