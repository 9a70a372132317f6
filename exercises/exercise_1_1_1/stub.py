"""Exercise 1.1.1: data as constants.

Already there: `credit_numpy`, a NumPy array. Each of its 30,000 rows is a credit card holder; its four columns are
education, marital status, age and the size of the last bill.

A constant is the simplest tensor: it has a data type and a shape, and its values never change.

1. Import from TensorFlow what makes a constant.
2. Make the constant `credit_constant` out of `credit_numpy`.
3. Print its data type and its shape.
"""

# Import what makes a constant.
from ____ import ____

# Make a constant that holds the array.
credit_constant = ____(____)

# Print the data type, then the shape.
print("Data type:", ____)
print("Shape:", ____)
