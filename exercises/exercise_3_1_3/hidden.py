"""Exercise 3.1.3 in the hidden world: a hundred other borrowers."""

import numpy as np
from tensorflow import keras

np.random.seed(321)
borrower_features = np.random.rand(100, 10).astype(np.float32)
del np
