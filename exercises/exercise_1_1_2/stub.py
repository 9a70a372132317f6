"""Exercise 1.1.2: a variable and its array.

Already there: `Variable`, imported from TensorFlow.

A model learns by changing numbers, and constants cannot change. Variables can.

1. Make the variable `A1`, with the whole numbers 1, 2, 3 and 4 in one dimension.
2. Let `B1` be the NumPy array of what `A1` holds.
3. Print both.
"""

# A variable of four whole numbers.
A1 = ____(____)
print("A1:", ____)

# What the variable holds, as a NumPy array.
B1 = A1.____()
print("B1:", ____)
