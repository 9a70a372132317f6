"""Exercise 2.2.2: A loss of the model's parameter.

The arrays `features` and `targets` are there, five 32-bit floats each, and `Variable`, `float32` and `keras`.

Define
    scalar                                        a 32-bit float variable that starts at 1.0
    model(scalar, features)                       the predictions: each feature times `scalar`
    loss_function(scalar, features, targets)      the mean absolute error of these predictions

where the arrays that you are given are the default values of `features` and `targets`. Then print the loss of
your variable.
"""

# The parameter, at its first value.
scalar = Variable(____, dtype=____)


# The predictions.
def model(scalar, features=____):
    return ____


# How far the predictions are off.
def loss_function(scalar, features=____, targets=____):
    predictions = model(____, ____)
    return keras.losses.____(____, ____)


# The loss of the parameter that you start with.
print(____(scalar).numpy())
