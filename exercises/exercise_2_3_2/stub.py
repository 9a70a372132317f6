"""Exercise 2.3.2: Train a line.

`intercept` and `slope` are variables, 5.0 and 0.001. `loss_function(intercept, slope)` is the mean squared error
of their line on `size_log` and `price_log`, every tenth house of the table. `keras` is imported.

Define
    opt    an Adam optimizer with a learning rate of 0.5

and let it take 100 steps, each on both variables. Print the loss after the first step and then after every
tenth one (steps 1, 11, 21, ...): ten numbers. At the end hand the variables to `plot_results(intercept, slope)`, which
draws the houses and your line.
"""

# The optimizer.
opt = keras.optimizers.____(____)

for step in range(____):
    # One step: what is to become small, and by changing what.
    opt.minimize(lambda: ____, var_list=[____])

    # Every tenth loss.
    if step % ____ == 0:
        print(loss_function(____, ____).numpy())

# The houses and the line.
plot_results(____, ____)
