"""Exercise 4.1.2: Compile a sequential model.

`keras` is imported. `model` is a sequential model that already holds one dense layer of 16 units on 784 pixels.

1. Add a dense layer of 16 units with the activation `sigmoid`.
2. Add a dropout layer that leaves out a quarter of the units.
3. Add a dense layer of 4 units with the activation `softmax`.
4. Compile the model with the `adam` optimizer and the categorical cross-entropy as the loss.
5. Print the model's summary.
"""

# The hidden layer.
model.____(keras.layers.____(____, activation=____))

# Leave out a quarter.
model.____(keras.layers.____(____))

# The output layer.
model.____(____)

# How to train it.
model.____(____, loss=____)

print(model.____())
