"""Numbers that are written in text are no numbers."""

import numpy as np

A1 = Variable(["1", "2", "3", "4"])
B1 = np.array(["1", "2", "3", "4"])
print(*B1, B1)
