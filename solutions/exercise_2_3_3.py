"""Trains a linear model of two features by the mean absolute error."""


def linear_regression(params, feature1=size_log, feature2=bedrooms):
    return params[0] + feature1 * params[1] + feature2 * params[2]


def loss_function(params, targets=price_log, feature1=size_log, feature2=bedrooms):
    predictions = linear_regression(params, feature1, feature2)
    return keras.losses.mae(targets, predictions)


opt = keras.optimizers.Adam()

for step in range(10):
    opt.minimize(lambda: loss_function(params), var_list=[params])
    print_results(params)
