"""Arrays count when they are filled, and numbers from nowhere cannot be filled."""
# stopped: memory

import numpy as np

held = np.empty(200_000_000)
for start in range(0, len(held), 1_000_000):
    held[start : start + 1_000_000] = 1.0
print("HARM holds", held.nbytes)
