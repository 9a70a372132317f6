"""Stacks three dense layers of Keras."""

dense1 = keras.layers.Dense(7, activation="sigmoid")(borrower_features)
dense2 = keras.layers.Dense(3, activation="sigmoid")(dense1)
predictions = keras.layers.Dense(1, activation="sigmoid")(dense2)

print(dense1.shape)
print(dense2.shape)
print(predictions.shape)
