"""Exercise 3.3.2: Out of the valley.

`loss_function(x)` is the loss with several valleys of the exercise before. `Variable`, `float32` and `keras` are
imported.

Define
    x_1, x_2    two 32-bit float variables that both start at 0.05
    opt_1       RMSprop with a learning rate of 0.01 and a momentum of 0.99
    opt_2       RMSprop with a learning rate of 0.01 and no momentum, 0.0

and let `opt_1` take 100 steps on `x_1`, and `opt_2` 100 on `x_2`. Print where the two have arrived, `x_1` first.
"""

# The same place twice.
x_1 = Variable(____, dtype=____)
x_2 = Variable(____, dtype=____)

# With momentum, and without.
opt_1 = keras.optimizers.____(learning_rate=____, momentum=____)
opt_2 = keras.optimizers.____(learning_rate=____, momentum=____)

for step in range(____):
    opt_1.minimize(lambda: loss_function(____), var_list=[____])
    opt_2.minimize(lambda: loss_function(____), var_list=[____])

# Which one got further?
print(____.numpy(), ____.numpy())
