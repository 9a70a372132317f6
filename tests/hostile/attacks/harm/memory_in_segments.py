"""Memory in segments of System V, which belong to no process, cannot be had."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
MEGABYTES, PRIVATE, REMOVE = 64, 0, 0

made = []
for _ in range(16):
    number = libc.shmget(PRIVATE, MEGABYTES << 20, 0o1600)
    if number < 0:
        break
    made.append(number)
    place = libc.shmat(number, None, 0)
    ctypes.memset(place, 1, MEGABYTES << 20)
    libc.shmdt(ctypes.c_void_p(place))
if made:
    print("HARM has", len(made) * MEGABYTES, "megabytes")
for number in made:
    libc.shmctl(number, REMOVE, None)
if libc.semget(PRIVATE, 32_000, 0o1600) >= 0 or libc.msgget(PRIVATE, 0o1600) >= 0:
    print("HARM has semaphores, or a queue")
