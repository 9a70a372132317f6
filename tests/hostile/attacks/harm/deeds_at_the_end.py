"""What the code leaves to be done at the end of the process is not done."""

import atexit
import sys
import threading
import time


class Last:
    def __del__(self):
        time.sleep(3600)


def last():
    print("HARM at the end", flush=True)
    time.sleep(3600)


A1 = Last()
atexit.register(last)
sys.excepthook = sys.unraisablehook = lambda *details: last()
threading.Thread(target=time.sleep, args=(3600,)).start()
threading._shutdown = last
raise SystemExit
