"""Exercise 3.1.1: one borrower, three features."""

import numpy as np
from tensorflow import Variable, keras, matmul, ones

borrower_features = np.array([[2.0, 2.0, 43.0]], np.float32)
del np
