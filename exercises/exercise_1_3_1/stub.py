"""Exercise 1.3.1: images as vectors.

Already there: `reshape`, imported from TensorFlow, and two pictures of one hand sign, as arrays of numbers from 0 to
255: `gray_tensor`, 28 by 28, and `color_tensor`, 28 by 28 by 3.

Some networks take no pictures: they want all the numbers of a picture in a single column.

1. Let `gray_vector` be `gray_tensor` as one column: as many rows as it has numbers, and 1 column.
2. Let `color_vector` be `color_tensor` as one column.
"""

# The gray picture as one column.
gray_vector = ____(____, ____)

# The color picture as one column.
color_vector = ____(____, ____)
