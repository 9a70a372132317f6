"""The kernel's log, in which other programs' names and addresses stand, cannot be read."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
room = ctypes.create_string_buffer(4096)
for action in (2, 3, 9, 10):
    if libc.klogctl(action, room, 4096) > 0:
        print("HARM", action, room.raw[:200])
for path in ("/dev/kmsg", "/proc/kmsg", "/var/log/syslog", "/var/log/messages", "/run/log/journal"):
    for way in (lambda path: os.read(os.open(path, os.O_RDONLY | os.O_NONBLOCK), 100), os.listdir):
        try:
            print("HARM", path, way(path))
        except OSError:
            pass
addresses = {line.split()[0] for line in open("/proc/kallsyms").readlines()[:100]}
if any(int(address, 16) for address in addresses):
    print("HARM the kernel's addresses")
print("TRIED")
