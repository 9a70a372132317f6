# My answers for lesson 2.3, linear regression.

# exercise_2_3_1 -----------------------------------------------------------
def linear_regression(intercept, slope, features=size_log):
    # y = a + b x
    return features * slope + intercept


def loss_function(intercept, slope, features=size_log, targets=price_log):
    guess = linear_regression(intercept, slope, features)
    return keras.losses.mae(targets, guess)


for b in (0.1, 0.5):
    print("slope", b, "loss", loss_function(0.1, b).numpy())


# exercise_2_3_2 -----------------------------------------------------------
lr = 0.5
opt = keras.optimizers.Adam(learning_rate=lr)


def current_loss():
    return loss_function(intercept, slope)


steps = 0
while steps < 100:
    opt.minimize(current_loss, [intercept, slope])
    if not steps % 10:
        print("step", steps + 1, float(current_loss()))
    steps += 1

plot_results(intercept, slope)


# exercise_2_3_3 -----------------------------------------------------------
def linear_regression(params, feature1=size_log, feature2=bedrooms):
    a, b1, b2 = params[0], params[1], params[2]
    return a + b1 * feature1 + b2 * feature2


def loss_function(params, targets=price_log, feature1=size_log, feature2=bedrooms):
    return keras.losses.mae(targets, linear_regression(params, feature1, feature2))


opt = keras.optimizers.Adam()

for i in range(10):
    opt.minimize(lambda: loss_function(params), var_list=[params])
    print_results(params)
