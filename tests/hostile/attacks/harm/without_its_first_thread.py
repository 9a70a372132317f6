"""A process whose first thread has ended is stopped like any other."""
# limits: quick
# stopped: wall_time

import ctypes
import os
import threading
import time

EXIT = {"x86_64": 60, "aarch64": 93}[os.uname().machine]

threading.Thread(target=time.sleep, args=(3600,)).start()
ctypes.CDLL(None).syscall(EXIT, 0)
