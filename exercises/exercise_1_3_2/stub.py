"""Exercise 1.3.2: slopes from a gradient tape.

Already there, imported from TensorFlow: `GradientTape`, `multiply` and `Variable`.

To make a loss small one has to know which way is down: that is what the slope tells. A gradient tape records what is
computed while it runs; afterwards it can tell the slope of the result.

1. Write the function `compute_gradient(x0)`: with a gradient tape, it finds the slope of y = x times x at the place
   x0, and returns it. Compute y with `multiply`, without the operators `*` and `**`.
2. Print the slopes at -1.0, 1.0 and 0.0.
"""


def ____(x0):
    # A variable that starts at x0.
    x = ____(____)
    with ____() as tape:
        # Let the tape follow x, then compute y.
        tape.watch(____)
        y = ____(____, ____)
    # The slope of y with respect to x, as a number.
    return tape.____(____, ____).numpy()


# The slopes at three places.
print(compute_gradient(-1.0))
print(compute_gradient(1.0))
print(compute_gradient(0.0))
