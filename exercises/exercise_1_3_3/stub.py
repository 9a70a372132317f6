"""Exercise 1.3.3: a K or an X?

Already there: `reshape`, `matmul` and `reduce_sum`, imported from TensorFlow; `letter`, a picture of a letter, 3 by 3,
with 1 where there is ink; and `model`, 1 by 3, a tiny model that tells a K from an X. Both hold 32-bit floats.

The model scores each row of the picture. If the scores add up to 1, the letter is a K.

1. Reshape `model` to 3 rows and 1 column, under the same name.
2. Let `output` be the matrix product of `letter` and `model`.
3. Let `prediction` be the sum of all of `output`, a single number, and print it.
"""

# The model as a column.
model = ____(____, ____)

# A score for each row of the letter.
output = ____(____, ____)

# The sum of the scores.
prediction = ____(____)
print(prediction.numpy())
