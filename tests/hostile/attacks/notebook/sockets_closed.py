"""A kernel that closes its sockets waits for nobody, and is ended."""
# limits: hasty
# stopped: cell_time

import os
import time

A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
kernel = get_ipython().kernel
for number in range(3, 256):
    try:
        if os.readlink(f"/proc/self/fd/{number}").startswith("socket:"):
            os.dup2(os.open("/dev/null", os.O_RDWR), number)
    except OSError:
        pass
while True:
    time.sleep(1)
