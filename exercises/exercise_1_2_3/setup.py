from tensorflow import constant, reduce_sum

wealth = constant([[11, 50], [7, 2], [4, 60], [3, 0], [25, 10]], "int32")

del constant
