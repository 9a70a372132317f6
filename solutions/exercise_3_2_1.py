"""Predicts who will not pay with an untrained network, and shows its first errors."""

inputs = constant(bill_amounts, float32)

dense1 = keras.layers.Dense(3, activation="relu")(inputs)
dense2 = keras.layers.Dense(2, activation="relu")(dense1)
outputs = keras.layers.Dense(1, activation="sigmoid")(dense2)

error = default[:5] - outputs.numpy()[:5]
print(error)
