"""Builds a sequential classifier of four letters, 784 pixels each."""

model = keras.Sequential()
model.add(keras.layers.Dense(16, activation="relu", input_shape=(784,)))
model.add(keras.layers.Dense(8, activation="relu"))
model.add(keras.layers.Dense(4, activation="softmax"))

print(model.summary())
