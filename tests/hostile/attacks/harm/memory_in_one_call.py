"""Memory that is asked for, and filled, by a single call is stopped in the middle of it."""
# stopped: memory

import mmap

POPULATE = 0x8000
held = mmap.mmap(-1, 3 * 1024 * 1024 * 1024, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | POPULATE)
print("HARM holds", len(held))
