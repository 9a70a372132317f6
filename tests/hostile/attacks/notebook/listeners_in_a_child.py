"""A child that keeps the kernel's sockets ends with the kernel."""

import os
import signal
import time

A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
for _ in range(3):
    if os.fork() == 0:
        for number in signal.valid_signals():
            try:
                signal.signal(number, signal.SIG_IGN)
            except OSError:
                pass
        os.setsid()
        while True:
            time.sleep(1)
# %%
os._exit(0)
