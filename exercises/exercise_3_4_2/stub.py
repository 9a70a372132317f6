"""Exercise 3.4.2: A network and its loss.

`borrower_features` holds 23 features of 3,000 card holders and `default`, one column, who of them did not pay; both are
arrays of 32-bit floats. `w1`, `b1`, `w2` and `b2` are variables, the weights and biases of a network with a hidden layer of
seven nodes. `matmul` and `keras` are imported.

Define
    model(w1, b1, w2, b2, features)
        the network's predictions. The hidden layer: features times `w1`, plus `b1`, with relu. Then a dropout layer of
        Keras that leaves out a share of 0.25. Then the output layer: times `w2`, plus `b2`, with a sigmoid.
    loss_function(w1, b1, w2, b2, features, targets)
        the binary cross-entropy of these predictions

where `borrower_features` is the default value of `features` and `default` that of `targets`.

Dropout is at work only while Keras itself trains a model; in a function of your own it lets everything pass.
"""


# From features to probabilities.
def model(w1, b1, w2, b2, features=____):
    layer1 = keras.activations.____(matmul(____, ____) + ____)
    dropout = keras.layers.____(____)(____)
    return keras.activations.____(matmul(____, ____) + ____)


# How wrong the probabilities are.
def loss_function(w1, b1, w2, b2, features=____, targets=____):
    predictions = model(____)
    return keras.losses.____(____, ____)
