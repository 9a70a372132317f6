"""Shared memory that no process shows any more cannot be had."""

import mmap

SIZE, STEP = 1024 * 1024 * 1024, 16 * 1024 * 1024
for how in ({}, {"flags": mmap.MAP_SHARED | mmap.MAP_ANONYMOUS}):
    try:
        shared = mmap.mmap(-1, SIZE, **how)
    except OSError:
        continue
    for start in range(0, SIZE, STEP):
        shared[start : start + STEP] = b"x" * STEP
        shared.madvise(mmap.MADV_DONTNEED, start, STEP)
    print("HARM has a gigabyte", shared[0])
    shared.close()
