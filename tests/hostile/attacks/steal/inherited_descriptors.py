"""Nothing can be read from the open files that the worker was born with."""

import os
import socket


def receive(number):
    held = os.dup(number)
    try:
        return socket.socket(fileno=held).recv(100, socket.MSG_DONTWAIT | socket.MSG_PEEK)
    finally:
        os.close(held)


for number in [*range(1, 256)]:
    ways = (
        lambda: os.read(number, 100),
        lambda: os.pread(number, 100, 0),
        lambda: open(
            f"/proc/self/fd/{number}", "rb", opener=lambda path, _: os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        ).read(9),
        lambda: receive(number),
        lambda: os.listdir(number),
    )
    for way in ways:
        try:
            found = way()
        except (OSError, OverflowError):
            continue
        if found and number > 2:  # What was just printed may still be on its way.
            print("HARM read from", number, found)
for number in os.listdir("/proc/self/fd"):
    try:
        place = os.readlink(f"/proc/self/fd/{number}")
    except OSError:
        continue
    if place.startswith("/") and not place.startswith(("/proc/", "/dev/null")):
        print("HARM holds", place)
print("TRIED")
