"""A picture too large to be drawn does not exhaust the machine that draws it."""
# stopped: memory

import matplotlib.pyplot as plt

plt.figure(figsize=(900, 900))
plt.plot([1, 2, 3])
