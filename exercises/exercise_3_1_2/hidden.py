"""Exercise 3.1.2 in the hidden world: five other borrowers, and other parameters."""

import numpy as np
from tensorflow import Variable, keras, matmul

borrower_features = np.array(
    [[1.0, 2.0, 31.0], [3.0, 1.0, 52.0], [2.0, 2.0, 27.0], [1.0, 3.0, 44.0], [2.0, 1.0, 36.0]], np.float32
)
weights1 = Variable([[0.4, -0.7], [-0.5, 0.9], [0.03, -0.02]])
bias1 = Variable([-0.3])
del np, Variable
