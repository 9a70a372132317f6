"""The one socket that can be had, half of a pair, reaches nobody but its other half."""

import socket

for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM, socket.SOCK_SEQPACKET):
    for address in (
        "@DATAGRAMS@",
        "@UNIX@",
        "\0@ABSTRACT@",
        "/dev/log",
        "/run/systemd/journal/socket",
        "/run/systemd/notify",
    ):
        one, other = socket.socketpair(socket.AF_UNIX, kind)
        ways = (
            lambda: one.sendto(b"the answers", address),
            lambda: one.sendmsg([b"the answers"], [], 0, address),
            lambda: one.connect(address) or other.send(b"the answers"),
            lambda: one.bind("") or one.listen() or one.accept(),
        )
        for number, way in enumerate(ways):
            try:
                way()
                if kind == socket.SOCK_DGRAM:
                    print("HARM reached", address, "by way", number)
            except OSError:
                pass
print("TRIED")
