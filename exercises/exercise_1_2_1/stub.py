"""Exercise 1.2.1: element-wise products.

Already there, imported from TensorFlow: `constant`, `ones_like` and `multiply`.

An element-wise product takes two tensors of one shape and multiplies the numbers that stand in the same place.

1. Make two constants: `A1` with 1, 2, 3, 4, and `A23` with the rows 1, 2, 3 and 1, 6, 4.
2. Make `B1` and `B23`: tensors of ones, `B1` with the shape of `A1`, `B23` with that of `A23`.
3. Let `C1` be the element-wise product of `A1` and `B1`, and `C23` that of `A23` and `B23`. Print both.
"""

# Two constants: one dimension, then two rows of three.
A1 = ____(____)
A23 = ____(____)

# Ones, in the shapes of the constants.
B1 = ____(____)
B23 = ____(____)

# Element-wise products.
C1 = ____(____, ____)
C23 = ____(____, ____)

# Print the products.
print("C1:", C1.numpy())
print("C23:", C23.numpy())
