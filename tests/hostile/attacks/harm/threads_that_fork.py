"""Threads that fork are ended with all that they made."""
# stopped: processes

import os
import threading
import time


def multiply():
    for _ in range(20):
        try:
            if os.fork() == 0:
                time.sleep(3600)
        except OSError:
            pass


for _ in range(10):
    threading.Thread(target=multiply).start()
time.sleep(3600)
