"""No pipe, socket or device can be left in a folder for others to stumble over."""

import os
import socket
import stat

pair, _ = socket.socketpair()
ways = (
    lambda: os.mkfifo("pipe"),
    lambda: os.mkfifo("@RUN@/pipe_@TOKEN@"),
    lambda: os.mknod("zero", stat.S_IFCHR | 0o666, os.makedev(1, 5)),
    lambda: os.mknod("disk", stat.S_IFBLK | 0o666, os.makedev(254, 0)),
    lambda: os.mknod("socket", stat.S_IFSOCK | 0o666),
    lambda: pair.bind("socket"),
    lambda: os.mkfifo("/tmp/pipe_@TOKEN@"),
)
for number, way in enumerate(ways):
    try:
        way()
        print("HARM made one by way", number)
    except OSError:
        pass
