"""Descends twice from the same place, with and without momentum."""

x_1 = Variable(0.05, dtype=float32)
x_2 = Variable(0.05, dtype=float32)

opt_1 = keras.optimizers.RMSprop(learning_rate=0.01, momentum=0.99)
opt_2 = keras.optimizers.RMSprop(learning_rate=0.01, momentum=0.0)

for step in range(100):
    opt_1.minimize(lambda: loss_function(x_1), var_list=[x_1])
    opt_2.minimize(lambda: loss_function(x_2), var_list=[x_2])

print(x_1.numpy(), x_2.numpy())
