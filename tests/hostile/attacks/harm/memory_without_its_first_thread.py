"""A process whose first thread has ended gets no more memory than any other."""
# stopped: memory

import ctypes
import os
import threading
import time

EXIT = {"x86_64": 60, "aarch64": 93}[os.uname().machine]


def grow():
    time.sleep(0.2)
    held = []
    for _ in range(20):
        held.append(bytearray(b"x") * (64 * 1024 * 1024))
        time.sleep(0.05)
    os.write(1, b"HARM grew\n")
    os._exit(0)


threading.Thread(target=grow).start()
ctypes.CDLL(None).syscall(EXIT, 0)
