from numpy import array
from tensorflow import matmul, reduce_sum, reshape

letter = array([[0, 2, 1], [3, 1, 1], [1, 0, 2]], "float32")
model = array([[2, 1, -0.5]], "float32")

del array
