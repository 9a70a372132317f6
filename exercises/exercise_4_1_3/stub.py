"""Exercise 4.1.3: A model of two inputs.

`keras` is imported. `m1_inputs` and `m2_inputs` are two inputs of 784 pixels each, say two photographs of one hand.

1. For the first input: `m1_layer1`, a dense layer of 12 units with `sigmoid`, and on it `m1_layer2`, 4 units with
   `softmax`.
2. For the second: `m2_layer1`, 12 units with `relu`, and on it `m2_layer2`, 4 units with `softmax`.
3. Let `merged` be the sum of the two second layers, by a layer that adds.
4. Let `model` be the functional model that takes both inputs and gives `merged`, and print its summary.
"""

# The first input.
m1_layer1 = keras.layers.____(____, activation=____)(____)
m1_layer2 = keras.layers.____(____, activation=____)(____)

# The second input.
m2_layer1 = keras.layers.____(____, activation=____)(____)
m2_layer2 = keras.layers.____(____, activation=____)(____)

# Both together.
merged = keras.layers.____([____, ____])

# From the inputs to the sum.
model = keras.____(inputs=[____, ____], outputs=____)

print(model.____())
