"""Matrices so wide that judging them takes hours are wrong at once."""
# part: exercise_3_2_1

import numpy as np

inputs = np.eye(2000, dtype=bool)
dense1 = dense2 = outputs = np.eye(2000, dtype=bool)
error = default[:5]
