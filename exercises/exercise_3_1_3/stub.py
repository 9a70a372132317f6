"""Exercise 3.1.3: Layers from Keras.

`borrower_features` holds 100 borrowers with 10 features each, 32-bit floats. `keras` is imported; `keras.layers` has a
class for dense layers, which draws its own weights and is called like a function on its inputs.

Define, each on what the one before it returns,
    dense1         7 nodes with a sigmoid, on the features
    dense2         3 nodes with a sigmoid
    predictions    1 node with a sigmoid

and print their three shapes.
"""

# Ten features become seven values.
dense1 = keras.layers.____(____, activation=____)(____)

# Seven become three.
dense2 = keras.layers.____(____, activation=____)(____)

# Three become one.
predictions = keras.layers.____(____, activation=____)(____)

# A row for each borrower, every time.
print(____)
print(____)
print(____)
