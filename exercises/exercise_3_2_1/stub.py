"""Exercise 3.2.1: Yes or no.

`bill_amounts` holds the three latest bills of every card holder, in units of 100,000 dollars, and `default`, one
column, whether the holder failed to pay the next one (1) or paid (0). Both are arrays of 32-bit floats. `constant`,
`float32` and `keras` are imported.

Define
    inputs     the bills as a constant tensor of 32-bit floats
    dense1     a dense layer of 3 nodes with relu, on the inputs
    dense2     a dense layer of 2 nodes with relu, on the first layer
    outputs    a dense layer of 1 node with a sigmoid, on the second
    error      `default` minus the outputs, for the first five holders

and print the error. The network is not trained: its weights are random, and so are the errors. Why is none larger
than 1?
"""

# The input layer.
inputs = constant(____, ____)

# Two hidden layers.
dense1 = keras.layers.Dense(____, activation=____)(____)
dense2 = keras.layers.Dense(____, activation=____)(____)

# A probability for each holder.
outputs = keras.layers.Dense(____, activation=____)(____)

# How far off are the first five?
error = default[____] - outputs.numpy()[____]
print(____)
