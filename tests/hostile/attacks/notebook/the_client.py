"""The process that the kernel talks to is not seen, read or signalled."""

import os
import signal
import socket

processes = sorted(int(name) for name in os.listdir("/proc") if name.isdigit())
if processes != [os.getpid()]:
    print("HARM sees", processes)
for number in range(3, 256):
    try:
        with socket.socket(fileno=os.dup(number)) as line:
            peer = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    except OSError:
        continue
    process = int.from_bytes(peer[:4], "little")
    if process not in (0, os.getpid()):
        print("HARM knows", process)
own = {os.getpid(), *map(int, os.listdir("/proc/self/task"))}
for process in {os.getppid(), *range(2, 3000)} - own:
    for deed in (
        lambda: os.kill(process, 0) if process else None,
        lambda: os.open(f"/proc/{process}/mem", os.O_RDWR) and print("HARM opened", process),
        lambda: print("HARM read", open(f"/proc/{process}/environ").read()),
        lambda: print("HARM found", os.listdir(f"/proc/{process}/fd")),
        lambda: os.pidfd_open(process) ,
    ):
        try:
            if deed():
                print("HARM reached", process)
        except (OSError, OverflowError):
            pass
print("TRIED")
