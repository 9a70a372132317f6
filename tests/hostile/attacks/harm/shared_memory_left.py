"""No shared memory, semaphore or queue is left behind."""

import ctypes
import multiprocessing
import os
from multiprocessing import shared_memory

libc = ctypes.CDLL(None, use_errno=True)
name = "/grader_litter_@TOKEN@"
key = int("@TOKEN@"[:7], 16)
for made in (
    libc.shmget(key, 4096, 0o1600),
    libc.semget(key, 1, 0o1600),
    libc.msgget(key, 0o1600),
    libc.shm_open(name.encode(), os.O_CREAT | os.O_RDWR, 0o600),
    libc.mq_open(name.encode(), os.O_CREAT | os.O_RDWR, 0o600, None),
):
    if made >= 0:
        print("HARM made", made)
libc.sem_open.restype = ctypes.c_void_p
if libc.sem_open(name.encode(), os.O_CREAT, 0o600, 1):
    print("HARM made a semaphore")
for way in (
    lambda: shared_memory.SharedMemory(name, create=True, size=1),
    multiprocessing.Lock,
    multiprocessing.Manager,
):
    try:
        print("HARM made", way())
    except (OSError, EOFError):
        pass
