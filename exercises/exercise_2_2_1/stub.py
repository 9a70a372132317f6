"""Exercise 2.2.1: Two loss functions.

`price` holds the prices of 21,613 houses, `predictions` what a model takes them for: arrays of 64-bit floats.

Import `keras`. Then compute how far off the predictions are, twice, and print each value:
    loss    first the mean squared error
    loss    then, under the same name, the mean absolute error
"""

# keras is a part of another package.
from ____ import keras

# The mean of the squared differences.
loss = keras.losses.____(____, ____)
print(____)

# The mean of the absolute differences.
loss = keras.losses.____(____, ____)
print(____)
