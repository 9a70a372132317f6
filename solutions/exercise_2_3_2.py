"""Trains a line through logarithms of size and price."""

opt = keras.optimizers.Adam(0.5)

for step in range(100):
    opt.minimize(lambda: loss_function(intercept, slope), var_list=[intercept, slope])
    if step % 10 == 0:
        print(loss_function(intercept, slope).numpy())

plot_results(intercept, slope)
