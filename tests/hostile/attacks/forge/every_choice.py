"""Choosing every statement at once chooses none."""
# part: exercise_1_2_3

import numpy as np

column_sums = row_sums = total = 0
answer = np.array([1, 2, 3, 4])
for choice in (1, 2, 3, 4):
    print("answer =", choice)
