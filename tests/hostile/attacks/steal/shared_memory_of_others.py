"""No shared memory, semaphore or message queue can be found, opened or made."""

import ctypes
import os
from multiprocessing import shared_memory

libc = ctypes.CDLL(None, use_errno=True)
STAT = {"shmctl": 13, "semctl": 18, "msgctl": 11}
room = ctypes.create_string_buffer(512)
for number in range(64):
    for call, command in STAT.items():
        arguments = (number, 0, command, room) if call == "semctl" else (number, command, room)
        if getattr(libc, call)(*arguments) >= 0:
            print("HARM", call, number)
    for key in (number + 1, 0x51000000 + number):
        if libc.shmget(key, 1, 0) >= 0 or libc.semget(key, 1, 0) >= 0 or libc.msgget(key, 0) >= 0:
            print("HARM opened", key)
    if libc.shmat(number, None, 0o10000) not in (-1, 0xFFFFFFFF):
        print("HARM attached", number)
if libc.shmget(0, 4096, 0o1600) >= 0 or libc.semget(0, 1, 0o1600) >= 0 or libc.msgget(0, 0o1600) >= 0:
    print("HARM made one")
for way in (
    lambda: os.listdir("/dev/shm"),
    lambda: os.listdir("/dev/mqueue"),
    lambda: shared_memory.SharedMemory("grader_litter_@TOKEN@", create=True, size=1),
):
    try:
        print("HARM", way())
    except OSError:
        pass
print("TRIED")
