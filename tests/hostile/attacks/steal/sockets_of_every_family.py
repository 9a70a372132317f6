"""No socket of any family can be made."""

import socket

for family in range(1, 46):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
        for protocol in (0, 1, 16, 255):
            try:
                made = socket.socket(family, kind, protocol)
                print("HARM made a socket", made)
                made.close()
            except OSError:
                pass
    if family != socket.AF_UNIX:
        try:
            print("HARM made a pair", socket.socketpair(family))
        except OSError:
            pass
print("TRIED")
