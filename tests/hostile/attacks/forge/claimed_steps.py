"""Steps that an optimizer only says it took have moved nothing."""
# part: exercise_2_3_2

opt = keras.optimizers.Adam(0.5)
opt.iterations.assign(100)
intercept.assign(11.0)
slope.assign(0.2)
for step in range(10):
    print(loss_function(intercept, slope).numpy())
plot_results(intercept, slope)
