"""Exercise 2.3.1: A line and its loss.

`size_log` and `price_log` hold the natural logarithms of lot sizes and of prices, 32-bit floats, one of each a
house. `keras` is imported.

Define
    linear_regression(intercept, slope, features)           the predictions: `intercept` plus `slope` times each feature
    loss_function(intercept, slope, features, targets)      the mean squared error of these predictions

where `size_log` is the default value of `features` and `price_log` that of `targets`. Then print the loss twice:
for an intercept of 0.1 with a slope of 0.1, and for an intercept of 0.1 with a slope of 0.5.
"""


# The line: a prediction for every feature.
def linear_regression(intercept, slope, features=____):
    return ____


# How far the line is from the targets.
def loss_function(intercept, slope, features=____, targets=____):
    predictions = linear_regression(____, ____, ____)
    return keras.losses.____(____, ____)


# Two lines: which one is nearer?
print(loss_function(____, ____).numpy())
print(loss_function(____, ____).numpy())
