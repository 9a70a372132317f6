"""Exercise 3.1.1 in the hidden world: a borrower whose features do not drive the sigmoid to its end."""

import numpy as np
from tensorflow import Variable, keras, matmul, ones

borrower_features = np.array([[0.75, -2.5, 0.5]], np.float32)
del np
