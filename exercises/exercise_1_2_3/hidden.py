from tensorflow import constant, reduce_sum

wealth = constant([[8, 31], [19, 5], [2, 47], [14, 1], [6, 23]], "int32")

del constant
