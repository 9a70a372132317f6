"""Exercise 3.1.2: One layer, many borrowers.

`borrower_features` holds five borrowers, one a row, with three features each. `weights1` and `bias1` are the parameters of
a trained layer of two nodes. `matmul` and `keras` are imported.

Define
    products1    the matrix product of the features and the weights
    dense1       the sigmoid of the products plus the bias

Then print the shapes of `borrower_features`, of `weights1`, of `bias1` and of `dense1`, in this order. Which of them
depend on the number of borrowers?
"""

# Every borrower times the weights, at once.
products1 = ____(____, ____)

# The bias and the activation.
dense1 = ____(____)

# Four shapes.
print(____)
print(____)
print(____)
print(____)
