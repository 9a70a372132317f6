"""Nothing is typed into a terminal on the user's behalf."""

import fcntl
import glob
import os

TYPE_IN, TAKE, HANG_UP = 0x5412, 0x540E, 0x5437
for path in (
    "/dev/tty",
    "/dev/console",
    "/dev/tty0",
    "/dev/tty1",
    "/dev/ptmx",
    *glob.glob("/dev/pts/*"),
    "/proc/self/fd/0",
    "/proc/self/fd/1",
    "/proc/self/fd/2",
):
    for flags in (os.O_RDONLY, os.O_RDWR, os.O_WRONLY):
        try:
            terminal = os.open(path, flags | os.O_NOCTTY | os.O_NONBLOCK)
        except OSError:
            continue
        for request, argument in ((TAKE, 1), (TYPE_IN, b"#"), (HANG_UP, 0)):
            try:
                fcntl.ioctl(terminal, request, argument)
                print("HARM typed into", path)
            except OSError:
                pass
        os.close(terminal)
