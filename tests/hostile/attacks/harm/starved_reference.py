"""Code that takes the whole machine for itself does not make the reference solution late."""
# part: exercise_1_1_1
# limits: quick
# stopped: wall_time

import hashlib
import os
import threading


def compute():
    while True:
        hashlib.sha256(held)


held = bytes(1 << 20)
for _ in range(6):
    if os.fork() == 0:
        os.setsid()  # a share of the processor of its own
        break
for _ in range(15):
    threading.Thread(target=compute, daemon=True).start()
compute()
