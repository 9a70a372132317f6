"""The sockets of another run, under way at the same time, are neither seen nor reached."""

import glob
import os
import socket

for pattern in ("/tmp/grade-run-*", "@RUN@/*", "/proc/*/root@RUN@/*", "/proc/self/cwd/../../grade-run-*/channel-1"):
    for place in glob.glob(pattern):
        if not os.getcwd().startswith(place):
            print("HARM saw", place)
for number in range(3, 256):
    try:
        with socket.socket(fileno=os.dup(number)) as line:
            line.sendto(b"the answers", "@RUN@/channel-1")
            print("HARM sent")
    except OSError:
        pass
    for way in ("../../" + os.path.basename("@RUN@"), "@RUN@"):
        try:
            print("HARM listed", os.listdir(os.open(way, os.O_RDONLY | os.O_DIRECTORY, dir_fd=number)))
        except OSError:
            pass
print("TRIED")
