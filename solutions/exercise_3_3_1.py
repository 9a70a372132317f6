"""Descends from two places into two valleys of a loss function."""

x_1 = Variable(6.0, dtype=float32)
x_2 = Variable(0.3, dtype=float32)

opt = keras.optimizers.SGD(learning_rate=0.01)

for step in range(100):
    opt.minimize(lambda: loss_function(x_1), var_list=[x_1])
    opt.minimize(lambda: loss_function(x_2), var_list=[x_2])

print(x_1.numpy(), x_2.numpy())
