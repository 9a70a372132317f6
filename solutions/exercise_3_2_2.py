"""Gives each card holder a probability for each of six classes, with an untrained network."""

inputs = constant(borrower_features, float32)

dense1 = keras.layers.Dense(10, activation="sigmoid")(inputs)
dense2 = keras.layers.Dense(8, activation="relu")(dense1)
outputs = keras.layers.Dense(6, activation="softmax")(dense2)

print(outputs.numpy()[:5])
