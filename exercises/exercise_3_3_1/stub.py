"""Exercise 3.3.1: Stuck in a valley.

`loss_function(x)` is the loss of a model with a single parameter. It has one deepest valley and several others.
`Variable`, `float32` and `keras` are imported.

Define
    x_1    a 32-bit float variable that starts at 6.0
    x_2    a 32-bit float variable that starts at 0.3
    opt    stochastic gradient descent with a learning rate of 0.01

and let this one optimizer take 100 steps on `x_1` and 100 on `x_2`. Print where the two have arrived, `x_1` first.
"""

# Two places to start from.
x_1 = Variable(____, dtype=____)
x_2 = Variable(____, dtype=____)

# One optimizer for both.
opt = keras.optimizers.____(learning_rate=____)

for step in range(____):
    opt.minimize(lambda: loss_function(____), var_list=[____])
    opt.minimize(lambda: loss_function(____), var_list=[____])

# Two valleys.
print(____.numpy(), ____.numpy())
