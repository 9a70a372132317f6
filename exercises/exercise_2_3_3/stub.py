"""Exercise 2.3.3: Two features.

`size_log`, `bedrooms` and `price_log` hold the logarithm of the lot's size, the count of bedrooms and the logarithm
of the price of each house. `params` is one variable of three numbers: the intercept, the slope of the first feature,
the slope of the second. `keras` is imported.

Define
    linear_regression(params, feature1, feature2)           the predictions
    loss_function(params, targets, feature1, feature2)      the mean absolute error of these predictions
    opt                                                     an Adam optimizer, as it comes

where `size_log`, `bedrooms` and `price_log` are the default values of `feature1`, `feature2` and `targets`. Take ten
steps, and after each of them call `print_results(params)`: it prints the loss, by your `loss_function`, and the three
parameters.
"""


# The intercept, and each feature times its slope.
def linear_regression(params, feature1=____, feature2=____):
    return params[____] + ____ + ____


# How far the predictions are off.
def loss_function(params, targets=____, feature1=____, feature2=____):
    predictions = linear_regression(____, ____, ____)
    return keras.losses.____(____, ____)


# The optimizer, with its default settings.
opt = ____

for step in range(____):
    # One step, then the results.
    opt.minimize(lambda: ____, var_list=[____])
    print_results(____)
