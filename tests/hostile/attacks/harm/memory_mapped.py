"""Memory that is mapped past Python and its library counts as well."""
# stopped: memory

import mmap

STEP = 16 * 1024 * 1024
held = []
for _ in range(80):
    held.append(mmap.mmap(-1, STEP, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS))
    held[-1].write(b"x" * STEP)
print("HARM holds", len(held) * STEP)
