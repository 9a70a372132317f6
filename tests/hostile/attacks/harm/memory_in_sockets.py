"""Sockets hold no more than a little memory of the kernel's."""

import socket

SIZE = 16 * 1024 * 1024
held, sent = [], 0
for _ in range(60):
    pair = socket.socketpair()
    held += pair
    for one in pair:
        for option in (socket.SO_SNDBUF, socket.SO_RCVBUF, 32, 33):
            try:
                one.setsockopt(socket.SOL_SOCKET, option, SIZE)
            except OSError:
                pass
        one.setblocking(False)
        try:
            while True:
                sent += one.send(b"x" * 65536)
        except OSError:
            pass
if sent > 128 * 1024 * 1024:
    print("HARM holds", sent)
