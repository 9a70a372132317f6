"""Exercise 2.2.2 in the hidden world: five other features and targets, not on one line."""

import numpy as np
from tensorflow import Variable, float32, keras

features = np.array([1.5, -2, 3, 7, 4.25], np.float32)
targets = np.array([4, 1, -5, 12, 0.5], np.float32)
del np
