"""Exercise 3.1.2: five borrowers, and the parameters of a layer."""

import numpy as np
from tensorflow import Variable, keras, matmul

borrower_features = np.array(
    [[3.0, 3.0, 23.0], [2.0, 1.0, 24.0], [1.0, 1.0, 49.0], [1.0, 1.0, 49.0], [2.0, 1.0, 29.0]], np.float32
)
weights1 = Variable([[-0.6, 0.6], [0.8, -0.3], [-0.09, -0.08]])
bias1 = Variable([0.1])
del np, Variable
