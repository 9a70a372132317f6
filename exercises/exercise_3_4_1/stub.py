"""Exercise 3.4.1: First values.

A network is to predict from 23 features who will not pay. It has a hidden layer of 7 nodes and one output. `Variable`,
`random` and `ones` are imported from TensorFlow.

Define four variables to start the training with:
    w1    the weights of the hidden layer, 23 by 7, drawn from the standard normal distribution
    b1    the biases of the hidden layer, 7 ones
    w2    the weights of the output layer, 7 by 1, drawn from the standard normal distribution
    b2    the bias of the output layer, a single zero

Weights are 32-bit floats.
"""

# The hidden layer.
w1 = Variable(random.____(____))
b1 = Variable(____(____))

# The output layer.
w2 = Variable(random.____(____))
b2 = Variable(____)
