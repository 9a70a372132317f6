"""Exercise 3.2.2: One of six.

`borrower_features` holds ten features of 30,000 card holders, an array of 64-bit floats in which every column has mean 0
and standard deviation 1. A network is to tell which of six levels of education a holder has reached. `constant`,
`float32` and `keras` are imported.

Define
    inputs     the features as a constant tensor of 32-bit floats
    dense1     a dense layer of 10 nodes with a sigmoid, on the inputs
    dense2     a dense layer of 8 nodes with relu, on the first layer
    outputs    a dense layer on the second, with a node for each of the six levels and softmax

and print the first five rows of the outputs. What does each row add up to?
"""

# The input layer, with 32 bits a number.
inputs = constant(____, ____)

# Two hidden layers.
dense1 = keras.layers.Dense(____, activation=____)(____)
dense2 = keras.layers.Dense(____, activation=____)(____)

# A probability for each level.
outputs = keras.layers.Dense(____, activation=____)(____)

# The first five holders.
print(outputs.numpy()[____])
