"""Exercise 2.2.2: five features with their targets."""

import numpy as np
from tensorflow import Variable, float32, keras

features = np.array([1, 2, 3, 4, 5], np.float32)
targets = np.array([2, 4, 6, 8, 10], np.float32)
del np
