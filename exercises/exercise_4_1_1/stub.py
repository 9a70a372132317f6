"""Exercise 4.1.1: A sequential model.

`keras` is imported.

Build `model`, a network that tells four letters apart, layer by layer:

1. an empty sequential model,
2. a dense layer of 16 units with the activation `relu`, which takes pictures of 784 pixels,
3. a dense layer of 8 units with the activation `relu`,
4. a dense layer of 4 units with the activation `softmax`.

Then print the model's summary.
"""

# An empty model.
model = keras.____()

# The first hidden layer also says what comes in.
model.____(keras.layers.____(____, activation=____, input_shape=(____,)))

# The second hidden layer.
model.____(____)

# The output layer: four probabilities.
model.____(____)

# The layers, and how many parameters they have.
print(model.____())
