"""Exercise 2.4.1: Prepare to train in batches.

`Variable`, `float32` and `keras` are there. There is no data yet: it will come in batches, in the next exercise.

Define
    intercept                                               a 32-bit float variable that starts at 10.0
    slope                                                   a 32-bit float variable that starts at 0.5
    linear_regression(intercept, slope, features)           the predictions: `intercept` plus `slope` times each feature
    loss_function(intercept, slope, targets, features)      the mean squared error of these predictions

As every batch brings its own data, no argument has a default value. Mind the order of the arguments: in
`loss_function` the targets come before the features.
"""

# The parameters, at their first values.
intercept = Variable(____, dtype=____)
slope = Variable(____, dtype=____)


# The line.
def linear_regression(____):
    return ____


# How far the line is from a batch.
def loss_function(____):
    predictions = linear_regression(____, ____, ____)
    return keras.losses.____(____, ____)
